import type { SortOrder } from "../../contract/sort-order.ts";
import type { FactTable } from "./fact-table.ts";
import type { Turns } from "./turns.ts";

/** Below zero where the row `left` comes first. */
type Compare = (left: number, right: number) => number;

/** Photos without the fact come last, whichever way they are sorted. */
function byNumber(
  column: ArrayLike<number>,
  direction: 1 | -1,
  isKnown: (value: number) => boolean,
): Compare {
  return (left, right) => {
    const one = column[left] as number;
    const two = column[right] as number;
    if (isKnown(one) && isKnown(two)) return direction * (one - two);
    return Number(isKnown(two)) - Number(isKnown(one));
  };
}

const isNumber = (value: number) => !Number.isNaN(value);
const isRated = (value: number) => value >= 0;

function comparisonOf(table: FactTable, order: Exclude<SortOrder, "relevance">): Compare {
  const { takenAt, sizeBytes, rating } = table.columns;
  switch (order) {
    case "date":
      return byNumber(takenAt, -1, isNumber);
    case "oldest":
      return byNumber(takenAt, 1, isNumber);
    case "size":
      return byNumber(sizeBytes, -1, isNumber);
    case "smallest":
      return byNumber(sizeBytes, 1, isNumber);
    case "rating":
      return byNumber(rating, -1, isRated);
    case "worst":
      return byNumber(rating, 1, isRated);
    case "name":
      return (left, right) => table.names.compare(left, right);
    case "name-reversed":
      return (left, right) => table.names.compare(right, left);
  }
}

/** Sorted at once: a few milliseconds of work. */
const runLength = 4096;

/**
 * Rows in an order; of equal ones the newer first, then the one that came in later. Short runs are sorted and merged, two
 * by two, so that it can give way.
 */
export async function sortedRows(
  table: FactTable,
  rows: Int32Array,
  order: Exclude<SortOrder, "relevance">,
  turns: Turns,
): Promise<Int32Array> {
  const first = comparisonOf(table, order);
  const newer = comparisonOf(table, "date");
  const compare: Compare = (left, right) => first(left, right) || newer(left, right) || right - left;
  let sorted = rows.slice();
  for (let start = 0; start < sorted.length; start += runLength) {
    sorted.subarray(start, start + runLength).sort(compare);
    await turns.giveWay();
  }
  let spare = new Int32Array(sorted.length);
  for (let width = runLength; width < sorted.length; width *= 2) {
    for (let start = 0; start < sorted.length; start += 2 * width) {
      await merge(sorted, spare, { start, width, compare, turns });
    }
    [sorted, spare] = [spare, sorted];
  }
  return sorted;
}

async function merge(
  from: Int32Array,
  into: Int32Array,
  how: { start: number; width: number; compare: Compare; turns: Turns },
): Promise<void> {
  const { start, width, compare, turns } = how;
  const middle = Math.min(start + width, from.length);
  const end = Math.min(start + 2 * width, from.length);
  let [left, right] = [start, middle];
  for (let at = start; at < end; at++) {
    const takesLeft =
      right >= end || (left < middle && compare(from[left] as number, from[right] as number) <= 0);
    into[at] = (takesLeft ? from[left++] : from[right++]) as number;
    if (at % runLength === 0) await turns.giveWay();
  }
}
