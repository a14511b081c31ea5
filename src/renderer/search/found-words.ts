import type { SearchAnswer } from "../../contract/index.ts";
import { count, photos } from "../words/quantities.ts";

/** "128 photos", "1 photo with these words, then 40 by relevance": what stands above the line. */
export function foundWords(answer: SearchAnswer): string {
  const { total, ranked, withWords, sort } = answer;
  const below = ranked - total;
  if (total === 0 && below === 0) return "No photo is found";
  if (total === 0) return `No photo is a good match; ${lessLikelyOnes(below)} below`;
  const found = sort === "relevance" ? byRelevance(answer, Math.min(withWords, total)) : photos(total);
  return below > 0 ? `${found}, then ${lessLikelyOnes(below)}` : found;
}

function byRelevance({ total, model, terms }: SearchAnswer, withWords: number): string {
  const others = total - withWords;
  if (!isRanked(terms)) return photos(total);
  if (withWords === 0)
    return model ? `${photos(total)} by relevance` : `${photos(total)} with words like these`;
  const found = `${photos(withWords)} with these words`;
  return others === 0 ? found : `${found}, then ${photos(others)} by relevance`;
}

/** Filters let photos through or do not: none of those is more what was looked for than another. */
function isRanked(terms: SearchAnswer["terms"]): boolean {
  return (
    terms.length === 0 || terms.some(({ kind }) => kind === "words" || kind === "phrase" || kind === "like")
  );
}

function lessLikelyOnes(below: number): string {
  return `${count(below)} less likely ${below === 1 ? "one" : "ones"}`;
}
