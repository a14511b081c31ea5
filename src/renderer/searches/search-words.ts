import {
  mostSearchNameCharacters,
  nameKeyOf,
  type SavedSearch,
  type SortOrder,
} from "../../contract/index.ts";
import { photos } from "../words/quantities.ts";

/** So many have a key of their own: 1 to 9. */
export const withKeys = 9;

/** A query as it stands in the field. */
export interface StandingSearch {
  query: string;
  sort: SortOrder;
}

/** What stands in the field is what is kept under this one's name. */
export function isSameSearch(saved: Pick<SavedSearch, "query" | "sort">, standing: StandingSearch): boolean {
  return saved.query === standing.query.trim() && saved.sort === standing.sort;
}

/** The one of this name, whatever its case. */
export function searchNamed(searches: readonly SavedSearch[], name: string): SavedSearch | undefined {
  const key = nameKeyOf(name);
  return searches.find((search) => nameKeyOf(search.name) === key);
}

/** A name to begin with: the query itself, as far as it fits. */
export function proposedName(query: string): string {
  const whole = query.trim().replace(/\s+/gu, " ");
  if (whole.length <= mostSearchNameCharacters) return whole;
  const start = whole.slice(0, mostSearchNameCharacters);
  return start.slice(0, start.isWellFormed() ? undefined : -1).trimEnd();
}

/** "Beach, 57 photos", "Rome, 0 photos, There is no folder “Rome”." */
export function searchLabel({ name, count, problem }: SavedSearch): string {
  return [name, count === null ? null : photos(count), problem].filter((part) => part !== null).join(", ");
}

const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });

/** For where a name has no room: the first letters of its first two words, "BD" of "Beach days". */
export function initials(name: string): string {
  const words = name.split(/[^\p{L}\p{N}\p{Emoji_Presentation}]+/u).filter(Boolean);
  const firsts = words.slice(0, 2).map((word) => [...graphemes.segment(word)][0]?.segment ?? "");
  return firsts.join("").toLocaleUpperCase() || "?";
}

/** "1 search", "3 searches". */
export function searchesWords(count: number): string {
  return `${count} ${count === 1 ? "search" : "searches"}`;
}
