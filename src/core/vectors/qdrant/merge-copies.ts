import type { Copy } from "./copy.ts";

/** Facts that are lists: of a merged photo all that any library says. */
const lists = [
  "path",
  "folder",
  "types",
  "keywords",
  "people",
  "place",
  "collections",
  "collection_ids",
] as const;

/** Facts of which the first library that says anything is believed, in the order of their ids. */
const firsts = [
  "format",
  "width",
  "height",
  "pixels",
  "size_bytes",
  "taken_at",
  "taken_at_text",
  "camera",
  "lens",
  "geo",
  "title",
  "description",
  "caption",
  "text",
] as const;

/** What is so where one library says so. */
const yeses = ["is_favorite", "is_present"] as const;

/** All facts of a payload that may differ from one library's copy to another's. */
export const mergedFacts = [...lists, ...firsts, ...yeses, "rating"] as const;
export type MergedFact = (typeof mergedFacts)[number];

/**
 * All copies of a photo as one: the top of its payload. It depends on the copies alone and not on who wrote when, so that
 * what a library leaves behind is what the others would have made without it.
 * @param copies at least one
 */
export function mergeCopies(copies: readonly Copy[]): Record<string, unknown> {
  const sorted = [...copies].sort((left, right) => (left.library < right.library ? -1 : 1));
  const merged: Record<string, unknown> = {
    sha256: sorted[0]?.sha256,
    library: sorted.map(({ library }) => library),
    copies: sorted,
    files: sorted.flatMap(({ library, files }) => files.map((file) => ({ library, ...file }))),
  };
  for (const key of lists) {
    const values = [...new Set(sorted.flatMap((copy): (string | number)[] => copy[key] ?? []))];
    if (values.length > 0) merged[key] = values;
  }
  for (const key of firsts) {
    const value = sorted.map((copy) => copy[key]).find((each) => each !== undefined);
    if (value !== undefined) merged[key] = value;
  }
  for (const key of yeses) merged[key] = sorted.some((copy) => copy[key]);
  const ratings = sorted.flatMap(({ rating }) => (rating === undefined ? [] : [rating]));
  if (ratings.length > 0) merged.rating = Math.max(...ratings);
  const contested = contestedFacts(sorted);
  if (contested.length > 0) merged.contested = contested;
  return merged;
}

/** Facts in which the copies differ: of those a filter has to look at each copy. */
function contestedFacts(copies: readonly Copy[]): MergedFact[] {
  if (copies.length < 2) return [];
  return mergedFacts.filter((key) => new Set(copies.map((copy) => comparable(copy[key]))).size > 1);
}

function comparable(value: unknown): string {
  if (Array.isArray(value)) return JSON.stringify([...value].sort());
  if (typeof value === "object" && value !== null) return JSON.stringify(Object.entries(value).sort());
  return JSON.stringify(value ?? null);
}
