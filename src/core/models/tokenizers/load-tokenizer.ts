import type { Tokenizer } from "@huggingface/tokenizers";
import type { EmbeddingModel } from "../runtime/embedding-model.ts";
import { readTokenizer } from "./read-tokenizer.ts";

export interface TokenisedText {
  /** The text's tokens, start and end included, then padding. */
  ids: readonly number[];
  /** Tokens that are no padding. */
  count: number;
}

/** Turns a text into the ids its model was trained on. */
export interface TextTokenizer {
  /** Cut to the model's context with the end kept; padded where the model wants that. */
  encode(text: string): TokenisedText;
}

/**
 * @param fixedLength tokens that the tower takes, no more and no fewer, where its file says so
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function loadTokenizer(
  { files, text: rules }: Pick<EmbeddingModel, "files" | "text">,
  fixedLength?: number,
): Promise<TextTokenizer> {
  const tokenizer = await readTokenizer(files);
  const longest = Math.min(fixedLength ?? rules.contextLength, rules.contextLength);
  const paddedLength = fixedLength ?? (rules.padding === "max-length" ? rules.contextLength : 0);
  return {
    encode(text) {
      const kept = truncated(tokenizer, rules.lowerCase ? text.toLowerCase() : text, longest);
      const padding = Array.from({ length: Math.max(0, paddedLength - kept.length) }, () => rules.padId);
      return { ids: [...kept, ...padding], count: kept.length };
    },
  };
}

/** What is too long loses the end of its words, never the tokens that stand around them. */
function truncated(tokenizer: Tokenizer, text: string, longest: number): number[] {
  const { ids } = tokenizer.encode(text);
  if (ids.length <= longest) return ids;
  const { ids: words } = tokenizer.encode(text, { add_special_tokens: false });
  const around = ids.length - words.length;
  const before = ids.findIndex((_, index) => words.every((id, at) => ids[index + at] === id));
  const after = ids.slice(before + words.length);
  return [...ids.slice(0, before), ...words.slice(0, Math.max(0, longest - around)), ...after];
}
