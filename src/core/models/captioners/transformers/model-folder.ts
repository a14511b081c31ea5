import { access, readFile } from "node:fs/promises";
import { basename, join } from "node:path";
import { isGone, ShoeboxError } from "../../../errors.ts";
import type { TransformersEntry } from "../../manifest/schema.ts";
import { modelError } from "../../model-error.ts";
import type { Family } from "./family.ts";

/** What the names of dtypes add to the names of files (@huggingface/transformers, utils/dtypes.js). */
const suffixes: Record<TransformersEntry["dtypes"][string], string> = {
  fp32: "",
  fp16: "_fp16",
  int8: "_int8",
  uint8: "_uint8",
  q8: "_quantized",
  q4: "_q4",
  q4f16: "_q4f16",
  bnb4: "_bnb4",
};

/** Where an ONNX file lies in the model's folder, with forward slashes. */
export function partPath(part: string, dtypes: TransformersEntry["dtypes"]): string {
  return `onnx/${part}${suffixes[dtypes[part] ?? "fp32"]}.onnx`;
}

export interface TransformersModel {
  entry: TransformersEntry;
  /** Absolute. */
  directory: string;
}

/** What the configuration says that this code must know. */
export interface ModelConfiguration {
  /** Tokens that end an answer. */
  ends: number[];
  /** null where the tokenizer's configuration has it. */
  chatTemplate: string | null;
}

/** Weights beside an ONNX file, as so many files; for all parts, or by the name of the file or the part. */
type ExternalWeights = boolean | number | Record<string, boolean | number>;

interface Configuration {
  model_type?: string;
  eos_token_id?: number | number[] | null;
  text_config?: { eos_token_id?: number | number[] | null };
  "transformers.js_config"?: { use_external_data_format?: ExternalWeights };
}

/**
 * Reads what the library would stumble over without saying where.
 * @throws MODEL_MISSING, MODEL_CORRUPT, naming the file
 */
export async function readModelFolder(
  { entry, directory }: TransformersModel,
  family: Family,
): Promise<ModelConfiguration> {
  const config = await needed<Configuration>(join(directory, "config.json"));
  if (!family.kinds.includes(config.model_type ?? "")) {
    const path = join(directory, "config.json");
    const message = `Expected a model of the kind ${family.kinds.join(" or ")} but ${path} is of ${config.model_type}.`;
    throw new ShoeboxError("MODEL_CORRUPT", message, { path });
  }
  for (const name of ["tokenizer.json", "tokenizer_config.json", "preprocessor_config.json"]) {
    await needed(join(directory, name));
  }
  const external = config["transformers.js_config"]?.use_external_data_format ?? false;
  for (const part of family.parts) {
    const path = join(directory, partPath(part, entry.dtypes));
    await assertThere(path);
    for (const suffix of weightSuffixes(part, basename(path), external)) await assertThere(path + suffix);
  }
  const generation = await optional<Configuration>(join(directory, "generation_config.json"));
  const ends = generation?.eos_token_id ?? config.text_config?.eos_token_id ?? config.eos_token_id ?? [];
  return { ends: [ends].flat(), chatTemplate: await readChatTemplate(directory) };
}

/** Of the files that hold a part's weights, if others than its own do. The library waits for ever for one that is not there. */
function weightSuffixes(part: string, fileName: string, external: ExternalWeights): string[] {
  const count = Number(typeof external === "object" ? (external[fileName] ?? external[part] ?? 0) : external);
  return Array.from({ length: count }, (_, index) => `_data${index === 0 ? "" : `_${index}`}`);
}

/** Where newer folders keep it. */
async function readChatTemplate(directory: string): Promise<string | null> {
  const jinja = await read(join(directory, "chat_template.jinja"));
  if (jinja !== null) return jinja;
  const json = await optional<{ chat_template?: string }>(join(directory, "chat_template.json"));
  return json?.chat_template ?? null;
}

async function needed<Contents>(path: string): Promise<Contents> {
  const contents = await optional<Contents>(path);
  if (contents !== null) return contents;
  throw new ShoeboxError("MODEL_MISSING", `The model's file ${path} is missing.`, { path });
}

async function optional<Contents>(path: string): Promise<Contents | null> {
  const text = await read(path);
  if (text === null) return null;
  try {
    return JSON.parse(text) as Contents;
  } catch (error) {
    throw modelError(error, path);
  }
}

async function assertThere(path: string): Promise<void> {
  await access(path).catch((error: unknown) => {
    throw modelError(error, path);
  });
}

async function read(path: string): Promise<string | null> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isGone(error)) return null;
    throw modelError(error, path);
  }
}
