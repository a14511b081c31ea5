import type { KnownValue } from "../query/vocabulary.ts";

/** How many photos have each value of a field, before anyone asks what the values are called. */
export interface Counts {
  /** By number of the value; 0 for one that counts for nothing. */
  counts: Float64Array;
  valueOf(number: number): string | undefined;
  labelOf(value: string): string;
}

/** The most frequent first, of equal counts by what they are called. */
const byCount = (left: KnownValue, right: KnownValue) =>
  right.count - left.count || (left.label < right.label ? -1 : left.label > right.label ? 1 : 0);

function knownValueOf(counted: Counts, number: number): KnownValue[] {
  const value = counted.valueOf(number);
  if (value === undefined) return [];
  return [{ value, label: counted.labelOf(value), count: counted.counts[number] as number }];
}

function numbersOf({ counts }: Counts): number[] {
  const numbers: number[] = [];
  for (let number = 0; number < counts.length; number++) {
    if ((counts[number] as number) > 0) numbers.push(number);
  }
  return numbers;
}

export function allOf(counts: Counts): KnownValue[] {
  return numbersOf(counts)
    .flatMap((number) => knownValueOf(counts, number))
    .sort(byCount);
}

/** Some of the most frequent, without naming the others. @param isWanted those that are named whatever their counts */
export function mostOf(
  counts: Counts,
  { limit, isWanted }: { limit: number; isWanted: ((value: string) => boolean) | undefined },
): { wanted: KnownValue[]; others: KnownValue[]; total: number } {
  const numbers = numbersOf(counts);
  const wanted = isWanted
    ? numbers.filter((number) => isWanted(counts.valueOf(number) ?? "")).slice(0, limit)
    : [];
  const others = mostFrequent(counts.counts, numbers, limit + wanted.length).filter(
    (number) => !wanted.includes(number),
  );
  const named = (some: readonly number[]) =>
    some.flatMap((number) => knownValueOf(counts, number)).sort(byCount);
  return {
    wanted: named(wanted),
    others: named(others).slice(0, limit - wanted.length),
    total: numbers.length,
  };
}

/** Sorted by a threshold that rises: most are looked at once. */
function mostFrequent(counts: Float64Array, numbers: readonly number[], limit: number): number[] {
  const compare = (left: number, right: number) => (counts[right] as number) - (counts[left] as number);
  let best: number[] = [];
  let least = 0;
  for (const number of numbers) {
    if ((counts[number] as number) <= least) continue;
    best.push(number);
    if (best.length < 4 * limit + 64) continue;
    best = best.sort(compare).slice(0, limit);
    least = counts[best[limit - 1] as number] as number;
  }
  return best.sort(compare).slice(0, limit);
}
