import { readFile } from "node:fs/promises";
import { Tokenizer } from "@huggingface/tokenizers";
import { type ClipModel, modelError } from "./clip-model.ts";

/** Turns a text into the ids its model was trained on. */
export interface TextTokenizer {
  /** int64 [tokens]: start, text, end; cut to the model's context with the end kept. */
  encode(text: string): BigInt64Array;
}

/** @throws MODEL_MISSING, MODEL_CORRUPT */
export async function loadTokenizer(model: ClipModel): Promise<TextTokenizer> {
  const { tokenizer: path, tokenizerConfig: configPath } = model.files;
  try {
    const [tokenizerJson, configJson] = await Promise.all([
      readFile(path, "utf8"),
      readFile(configPath, "utf8"),
    ]);
    const tokenizer = new Tokenizer(JSON.parse(tokenizerJson), JSON.parse(configJson));
    return { encode: (text) => truncate(tokenizer.encode(text).ids, model.contextLength) };
  } catch (error) {
    throw modelError(error, path);
  }
}

function truncate(ids: number[], contextLength: number): BigInt64Array {
  const kept = ids.length <= contextLength ? ids : [...ids.slice(0, contextLength - 1), ids.at(-1) ?? 0];
  return BigInt64Array.from(kept, BigInt);
}
