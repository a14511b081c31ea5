import type { QueryTerm } from "../../contract/query.ts";
import type { Reason, WordSignal } from "../../contract/search.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import { matchedTexts } from "../words/matched-texts.ts";
import { phraseRowsOf } from "../words/phrase.ts";
import type { QueryTerm as WordTerm } from "../words/query-terms.ts";
import type { WrittenText } from "../words/written-text.ts";
import type { Ranking } from "./ranking.ts";

export const looksLikeIt: Reason = { signal: "picture", text: "looks like it", marks: [] };
const isAPhoto: Reason = { signal: "filter", text: "every photo", marks: [] };

/** Kinds of terms that let photos through. */
const filterKinds: ReadonlySet<string> = new Set<QueryTerm["kind"]>(["filter", "date", "phrase"]);

/** Why photos are where they are, by what all of them have in common. */
export type Explanation = (assetId: number, textsOf: () => readonly WrittenText[]) => Reason[];

/**
 * Of each photo the texts in which words and phrases of the query stand, with those marked; that it looks like what is
 * described; and where nothing describes anything, what the filters ask for.
 */
export function explanationOf({ asked, terms, byWords, looks }: Ranking): Explanation {
  const phrases = phrasesIn(asked.plan.filter);
  const byLooks = looks?.found ? [looksLikeIt] : [];
  const filters = asked.plan.terms.flatMap((term) => filterReason(term) ?? []);
  const others = byLooks.length > 0 ? byLooks : filters.length > 0 ? filters : [isAPhoto];
  return (assetId, textsOf) => {
    const isByWords = byWords.has(assetId);
    if (!isByWords && phrases.length === 0) return others;
    const texts = textsOf();
    const reasons = distinct([
      ...(isByWords ? matchedTexts(texts, terms) : []),
      ...phrases.flatMap(({ term, signals }) =>
        matchedTexts(signals ? texts.filter(({ signal }) => signals.includes(signal)) : texts, [term], {
          isWhole: true,
        }),
      ),
    ]);
    if (reasons.length === 0) return others;
    return isByWords ? reasons : [...reasons, ...byLooks];
  };
}

function filterReason({ kind, label, isExcluded }: QueryTerm): Reason | undefined {
  if (!filterKinds.has(kind)) return undefined;
  return { signal: "filter", text: isExcluded ? `not ${label}` : label, marks: [] };
}

interface SoughtPhrase {
  term: WordTerm;
  signals: readonly WordSignal[] | undefined;
}

/** What must stand in the texts of a photo that passes, or may. */
function phrasesIn(filter: QueryFilter | undefined): SoughtPhrase[] {
  if (filter?.kind === "all" || filter?.kind === "any") return filter.of.flatMap(phrasesIn);
  if (filter?.kind !== "says") return [];
  const forms = phraseRowsOf(filter.phrase).map((row) => [row]);
  return [{ term: { forms, isStopWord: false, part: undefined }, signals: filter.signals }];
}

function distinct(reasons: readonly Reason[]): Reason[] {
  return [...new Map(reasons.map((reason) => [JSON.stringify(reason), reason])).values()];
}
