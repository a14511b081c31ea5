import type { QueryProblem, QueryTerm, ReadQuery } from "../../../contract/index.ts";

/** A stretch of text that looks the same all along. */
export interface Stretch {
  text: string;
  problem: QueryProblem | undefined;
}

/** A part of the field's text: a term that stands as a chip, or what lies between chips. */
export interface Piece {
  offset: number;
  term: QueryTerm | undefined;
  stretches: Stretch[];
}

/** Plain words stay words; whatever means something else stands as a chip. */
export function isChip({ kind, isExcluded }: QueryTerm): boolean {
  return kind !== "operator" && (kind !== "words" || isExcluded);
}

/** The whole text in its order, cut where chips begin and end, each part where a mistake does. */
export function piecesOf(text: string, { terms, problems }: Pick<ReadQuery, "terms" | "problems">): Piece[] {
  const pieces: Piece[] = [];
  const add = (from: number, to: number, term?: QueryTerm) => {
    if (to > from) pieces.push({ offset: from, term, stretches: stretchesOf(text, from, to, problems) });
  };
  let at = 0;
  for (const term of terms.filter(isChip).sort((left, right) => left.offset - right.offset)) {
    const [from, to] = [term.offset, Math.min(text.length, term.offset + term.length)];
    if (from < at || to <= from) continue;
    add(at, from);
    add(from, to, term);
    at = to;
  }
  add(at, text.length);
  return pieces;
}

function stretchesOf(text: string, from: number, to: number, problems: readonly QueryProblem[]): Stretch[] {
  const stretches: Stretch[] = [];
  let at = from;
  while (at < to) {
    const problem = problems.find(({ offset, length }) => offset <= at && at < offset + length);
    const next = Math.min(
      to,
      ...problems.flatMap(({ offset, length }) => [offset, offset + length]).filter((edge) => edge > at),
    );
    stretches.push({ text: text.slice(at, next), problem });
    at = next;
  }
  return stretches;
}
