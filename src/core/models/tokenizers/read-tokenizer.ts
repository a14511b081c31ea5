import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { Tokenizer } from "@huggingface/tokenizers";
import { modelError } from "../model-error.ts";
import { clipTokenizerOf } from "./clip-vocabulary.ts";

/** Absolute paths. */
export interface TokenizerFiles {
  tokenizer: string;
  tokenizerConfig: string | undefined;
}

/**
 * A `tokenizer.json`, or CLIP's list of merges.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function readTokenizer({
  tokenizer: path,
  tokenizerConfig,
}: TokenizerFiles): Promise<Tokenizer> {
  const config = tokenizerConfig === undefined ? {} : await readModelFile(tokenizerConfig, parseJson);
  return readModelFile(path, async (bytes) => {
    if (path.endsWith(".json")) return new Tokenizer(parseJson(bytes), config);
    const list = path.endsWith(".gz") ? await promisify(gunzip)(bytes) : bytes;
    return new Tokenizer(clipTokenizerOf(list.toString("utf8")), config);
  });
}

function parseJson(bytes: Buffer): object {
  return JSON.parse(bytes.toString("utf8"));
}

async function readModelFile<Contents>(
  path: string,
  parse: (bytes: Buffer) => Contents | Promise<Contents>,
): Promise<Contents> {
  try {
    return await parse(await readFile(path));
  } catch (error) {
    throw modelError(error, path);
  }
}
