import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";
import { fromSystemError, ShoeboxError, systemCodeOf } from "../../errors.ts";
import { type ModelEntry, manifestVersion, modelEntrySchema } from "../manifest/schema.ts";
import { writeDurably } from "./durable-files.ts";

/** Lies beside the files of every model that was installed or imported. */
export const descriptionFileName = "model.json";

const versionSchema = z.object({ version: z.number().int() });
const descriptionSchema = z.object({ model: modelEntrySchema });

/**
 * @returns undefined where there is none
 * @throws MODEL_CORRUPT, for one of a newer Shoebox too; PERMISSION_DENIED, UNREADABLE
 */
export async function readDescription(directory: string): Promise<ModelEntry | undefined> {
  const path = join(directory, descriptionFileName);
  const json = parseJson(await readText(path), path);
  if (json === undefined) return undefined;
  const { data: newer } = versionSchema.safeParse(json);
  if (newer && newer.version > manifestVersion) {
    throw new ShoeboxError("MODEL_CORRUPT", `${path} was written by a newer Shoebox.`, { path });
  }
  const parsed = descriptionSchema.safeParse(json);
  if (parsed.success) return withSafePaths(parsed.data.model, path);
  throw new ShoeboxError("MODEL_CORRUPT", `${path} does not describe a model.`, {
    path,
    cause: parsed.error,
  });
}

/** @throws DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED */
export async function writeDescription(directory: string, model: ModelEntry): Promise<void> {
  const text = `${JSON.stringify({ version: manifestVersion, model }, null, 2)}\n`;
  await writeDurably(join(directory, descriptionFileName), text);
}

/**
 * An entry whose files all lie in its folder, wherever it came from.
 * @throws MODEL_CORRUPT
 */
export function withSafePaths<Entry extends ModelEntry>(entry: Entry, source: string): Entry {
  const unsafe = entry.files.find(({ path }) => !isSafe(path));
  if (!unsafe) return entry;
  const message = `${source} names a file outside of its model's folder: ${unsafe.path}`;
  throw new ShoeboxError("MODEL_CORRUPT", message, { path: source });
}

/** No colon: on Windows it begins a drive or a stream. No leading dot: neither `..` nor what is hidden. */
function isSafe(path: string): boolean {
  const isPlain = path.split("/").every((name) => name !== "" && !name.startsWith("."));
  return isPlain && !/[\\:\0]/.test(path) && path !== descriptionFileName;
}

async function readText(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (["ENOENT", "ENOTDIR"].includes(systemCodeOf(error))) return undefined;
    throw fromSystemError(error, path);
  }
}

function parseJson(text: string | undefined, path: string): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new ShoeboxError("MODEL_CORRUPT", `${path} is damaged.`, { path, cause: error });
  }
}
