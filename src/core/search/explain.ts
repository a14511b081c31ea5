import type { QueryTerm } from "../../contract/query.ts";
import type { Reason } from "../../contract/search.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import { matchedTexts } from "../words/matched-texts.ts";
import { queryTermsOf } from "../words/query-terms.ts";
import type { WrittenText } from "../words/written-text.ts";
import type { Ranking } from "./ranking.ts";

const looksLikeIt: Reason = { signal: "picture", text: "looks like it", marks: [] };
const isAPhoto: Reason = { signal: "filter", text: "every photo", marks: [] };

/** Kinds of terms that let photos through. */
const filterKinds: ReadonlySet<string> = new Set<QueryTerm["kind"]>(["filter", "date", "phrase"]);

/** What a search's results have in common, told once for all of them. */
export interface Explanation {
  ofPhoto(assetId: number, textsOf: () => readonly WrittenText[]): Reason[];
}

/**
 * Why photos are where they are: the texts in which words of the query stand, with the words marked; that they look like
 * what is described; and where nothing describes anything, what the filters ask for.
 */
export function explanationOf({ asked, terms, byWords, looks }: Ranking): Explanation {
  const phrases = phrasesIn(asked.filter).flatMap((phrase) => queryTermsOf(phrase));
  const filters = asked.plan.terms
    .filter(({ kind, name }) => filterKinds.has(kind) && name !== "like")
    .map(({ label }): Reason => ({ signal: "filter", text: label, marks: [] }));
  const byLooks = looks?.found ? [looksLikeIt] : [];
  return {
    ofPhoto(assetId, textsOf) {
      const isByWords = byWords.has(assetId);
      if (!isByWords && phrases.length === 0) return whole(byLooks, filters);
      const texts = textsOf();
      const reasons = [
        ...(isByWords ? matchedTexts(texts, terms) : []),
        ...matchedTexts(texts, phrases, { isWhole: true }),
      ];
      if (reasons.length === 0) return whole(byLooks, filters);
      return isByWords ? reasons : [...reasons, ...byLooks];
    },
  };
}

function whole(byLooks: readonly Reason[], filters: readonly Reason[]): Reason[] {
  if (byLooks.length > 0) return [...byLooks];
  return filters.length > 0 ? [...filters] : [isAPhoto];
}

/** What must stand in the texts of a photo that passes, or may. */
function phrasesIn(filter: QueryFilter | undefined): string[] {
  switch (filter?.kind) {
    case "all":
    case "any":
      return filter.of.flatMap(phrasesIn);
    case "says":
      return [filter.phrase];
    default:
      return [];
  }
}

/** Of a photo that only another library has. */
export function reasonsOfShared(): Reason[] {
  return [looksLikeIt];
}
