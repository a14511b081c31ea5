import { readFile } from "node:fs/promises";
import { z } from "zod";
import type { ClipModel } from "./clip-model.ts";

const vocabularySchema = z.object({ words: z.array(z.string()) });

/** The words a model met in training, lower case; undefined where it has no such list. */
export async function readVocabulary(model: ClipModel): Promise<ReadonlySet<string> | undefined> {
  if (!model.vocabularyFile) return undefined;
  const json: unknown = JSON.parse(await readFile(model.vocabularyFile, "utf8"));
  return new Set(vocabularySchema.parse(json).words.map((word) => word.toLowerCase()));
}

/** The words of a query that are not among them, as typed, each once. */
export function unknownWordsOf(query: string, vocabulary: ReadonlySet<string> | undefined): string[] {
  if (!vocabulary) return [];
  const words = query.match(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu) ?? [];
  return [...new Set(words.filter((word) => !vocabulary.has(word.toLowerCase())))];
}
