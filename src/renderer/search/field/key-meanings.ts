import type { QuerySpan, ReadQuery } from "../../../contract/index.ts";
import type { FieldOption } from "./options.ts";
import { isChip } from "./pieces.ts";

/** The chip that the cursor stands behind, with one space between: it was finished, and is taken out as a whole. */
export function finishedChipBefore(
  { terms }: ReadQuery,
  text: string,
  cursor: number | undefined,
): QuerySpan | undefined {
  if (cursor === undefined || text[cursor - 1] !== " ") return undefined;
  return terms.find((term) => isChip(term) && term.offset + term.length === cursor - 1);
}

/**
 * What Tab takes of a list in which nothing is chosen: the mending of a mistake, and the likeliest value while one is being
 * typed behind a filter's colon. Elsewhere Tab leads on, as it does everywhere.
 */
export function takenByTab(
  options: readonly FieldOption[],
  text: string,
  cursor: number | undefined,
): FieldOption | undefined {
  const [first] = options;
  if (first?.kind === "mend") return first;
  const isInFilter = first?.kind === "completion" && /(^|[\s|(-])\p{L}+:[^\s]*$/u.test(text.slice(0, cursor));
  return isInFilter ? first : undefined;
}
