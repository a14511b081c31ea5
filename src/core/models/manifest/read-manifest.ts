import { readFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { z } from "zod";
import { ShoeboxError } from "../../errors.ts";
import { modelError } from "../model-error.ts";
import { packageDirectory } from "./package-directory.ts";
import { type ModelEntry, manifestSchema, manifestVersion } from "./schema.ts";

/** Every model the app knows of, installed or not. */
export interface Manifest {
  /** Where it lies; the folders of what ships are named relative to it. Absolute. */
  directory: string;
  models: readonly ModelEntry[];
}

/** `SHOEBOX_MODELS` names another folder than the one that ships. */
function defaultModelsDirectory(): string {
  const chosen = process.env.SHOEBOX_MODELS;
  return chosen === undefined ? join(packageDirectory(), "models") : resolve(chosen);
}

/** @throws MODEL_MISSING; MODEL_CORRUPT, of a newer Shoebox too */
export async function readManifest(directory = defaultModelsDirectory()): Promise<Manifest> {
  const path = join(directory, "manifest.json");
  const json: unknown = await readJson(path);
  refuseNewer(json, path);
  const parsed = manifestSchema.safeParse(json);
  if (!parsed.success) throw modelError(parsed.error, path);
  return { directory, models: parsed.data.models };
}

async function readJson(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, "utf8"));
  } catch (error) {
    throw modelError(error, path);
  }
}

/** Said apart from damage: nothing is wrong with the file. */
function refuseNewer(json: unknown, path: string): void {
  const { data } = z.object({ version: z.number() }).safeParse(json);
  if (!data || data.version <= manifestVersion) return;
  const message = `The list of models ${path} was made for a newer version of Shoebox.`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path });
}
