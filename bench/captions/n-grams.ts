/** A caption, and what people wrote of the same photo. */
export interface Judged {
  caption: string;
  references: readonly string[];
}

export type Counts = Map<string, number>;

/** In lower case, without punctuation, as the metrics of captions are usually taken. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}

/** How often each run of `length` words comes. */
export function countNGrams(words: readonly string[], length: number): Counts {
  const counts: Counts = new Map();
  for (let start = 0; start + length <= words.length; start++) {
    const key = words.slice(start, start + length).join(" ");
    counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}
