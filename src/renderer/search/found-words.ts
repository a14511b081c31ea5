import type { SearchAnswer } from "../../contract/index.ts";
import { count, photos } from "../words/quantities.ts";

export interface FoundWords {
  /** The number above the line: "128 photos". */
  found: string;
  /** How it goes on, less loud: " by relevance, then 1,000 less likely ones". */
  more: string;
}

/** What was found, and what stands below the line. */
export function foundWords(answer: SearchAnswer): FoundWords {
  const { total, ranked, sort } = answer;
  const below = ranked - total;
  if (total === 0 && below === 0) return { found: "No photo is found", more: "" };
  if (total === 0) return { found: "No photo is a good match", more: `; ${lessLikelyOnes(below)} below` };
  const how = sort === "relevance" ? byRelevance(answer) : "";
  return { found: photos(total), more: below > 0 ? `${how}, then ${lessLikelyOnes(below)}` : how };
}

function byRelevance({ total, withWords, model, terms }: SearchAnswer): string {
  if (!isRanked(terms)) return "";
  if (terms.length > 0 && terms.every(({ kind }) => kind === "like")) return ", the most alike first";
  if (withWords === 0) return model ? " by relevance" : " with words like these";
  if (withWords >= total) return " with these words";
  return `, ${count(withWords)} of them with these words`;
}

/** Filters let photos through or do not: none of those is more what was looked for than another. */
export function isRanked(terms: SearchAnswer["terms"]): boolean {
  return (
    terms.length === 0 || terms.some(({ kind }) => kind === "words" || kind === "phrase" || kind === "like")
  );
}

function lessLikelyOnes(below: number): string {
  return `${count(below)} less likely ${below === 1 ? "one" : "ones"}`;
}
