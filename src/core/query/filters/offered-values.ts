import type { KnownValue } from "../vocabulary.ts";
import type { OfferedValue } from "./filter-kind.ts";
import { foldText } from "./fold.ts";
import { foldedValues } from "./folded-list.ts";

/** More are not offered by one filter. */
const mostOffered = 50;

/** Of a list of the most frequent first: those that begin with what was typed, then those of which a word does. */
export function offeredOf(typed: string, values: readonly KnownValue[], hint: string): OfferedValue[] {
  const text = foldText(typed);
  const beginning: KnownValue[] = [];
  const containing: KnownValue[] = [];
  for (const { known, spellings } of foldedValues(values)) {
    if (beginning.length >= mostOffered) break;
    if (spellings.some((spelling) => spelling.text.startsWith(text))) beginning.push(known);
    else if (containing.length < mostOffered && spellings.some(({ text: whole }) => hasAtWord(whole, text)))
      containing.push(known);
  }
  return [...beginning, ...containing]
    .slice(0, mostOffered)
    .map(({ label, count }) => ({ value: label, label, hint, count }));
}

/** Whether the part stands where a word begins. */
function hasAtWord(text: string, part: string): boolean {
  for (let at = text.indexOf(part); at !== -1; at = text.indexOf(part, at + 1))
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text.charAt(at - 1))) return true;
  return false;
}

/** Of a few fixed words, each with what it is. */
export function offeredChoices(typed: string, choices: readonly [value: string, hint: string][]) {
  const text = foldText(typed);
  return choices
    .filter(([value]) => value.startsWith(text))
    .map(([value, hint]): OfferedValue => ({ value, label: value, hint, count: null }));
}
