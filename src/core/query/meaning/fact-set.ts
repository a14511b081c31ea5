import type { QueryFilter } from "../../vectors/query-filter.ts";
import { wallClockSeconds } from "../../vectors/wall-clock-seconds.ts";

/** Inclusive bounds. */
type Interval = readonly [from: number, to: number];

/** What one fact of a photo may be: numbers within intervals in ascending order, or words; or that it is not known. */
export type FactSet = { canBeUnknown: boolean } & (
  | { kind: "numbers"; intervals: readonly Interval[] }
  /** All words but these where `isAllBut`. */
  | { kind: "words"; words: ReadonlySet<string>; isAllBut: boolean }
);

/** No number of a photo is below zero; its date may be. */
const lowest = (field: string) => (field === "takenAt" ? Number.NEGATIVE_INFINITY : 0);

/** A photo has one of these at most. */
const singleWords: ReadonlySet<string> = new Set(["camera", "lens", "format", "sha256"]);
const numbers: ReadonlySet<string> = new Set(["width", "height", "pixels", "sizeBytes", "rating", "takenAt"]);

/** The one fact that a filter is about and what it may be; undefined where it is about more, or about none of which a photo has one. */
export function factSetOf(filter: QueryFilter): { field: string; set: FactSet } | undefined {
  switch (filter.kind) {
    case "is":
      if (!singleWords.has(filter.field)) return undefined;
      return {
        field: filter.field,
        set: { kind: "words", words: new Set(filter.values), isAllBut: false, canBeUnknown: false },
      };
    case "range":
      return numbersOf(filter.field, filter.from, filter.to);
    case "takenAt": {
      const before = filter.before === undefined ? undefined : wallClockSeconds(filter.before) - 1;
      return numbersOf(
        "takenAt",
        filter.from === undefined ? undefined : wallClockSeconds(filter.from),
        before,
      );
    }
    case "has":
      if (numbers.has(filter.field)) return numbersOf(filter.field);
      if (!singleWords.has(filter.field)) return undefined;
      return {
        field: filter.field,
        set: { kind: "words", words: new Set(), isAllBut: true, canBeUnknown: false },
      };
    case "not": {
      const of = factSetOf(filter.of);
      return of && { field: of.field, set: complementOf(of.field, of.set) };
    }
    case "any":
      return joined(filter.of, (field, left, right) =>
        complementOf(field, intersectionOf(complementOf(field, left), complementOf(field, right))),
      );
    case "all":
      return joined(filter.of, (_, left, right) => intersectionOf(left, right));
    default:
      return undefined;
  }
}

export function isEmptySet(set: FactSet): boolean {
  if (set.canBeUnknown) return false;
  return set.kind === "numbers" ? set.intervals.length === 0 : !set.isAllBut && set.words.size === 0;
}

/** Of sets of the same fact. */
export function intersectionOf(left: FactSet, right: FactSet): FactSet {
  const canBeUnknown = left.canBeUnknown && right.canBeUnknown;
  if (left.kind === "numbers" && right.kind === "numbers")
    return { kind: "numbers", canBeUnknown, intervals: common(left.intervals, right.intervals) };
  if (left.kind === "words" && right.kind === "words") {
    if (left.isAllBut && right.isAllBut)
      return { kind: "words", canBeUnknown, isAllBut: true, words: left.words.union(right.words) };
    const [some, other] = left.isAllBut ? [right, left] : [left, right];
    const words = other.isAllBut ? some.words.difference(other.words) : some.words.intersection(other.words);
    return { kind: "words", canBeUnknown, isAllBut: false, words };
  }
  return left;
}

function complementOf(field: string, set: FactSet): FactSet {
  const canBeUnknown = !set.canBeUnknown;
  if (set.kind === "words") return { ...set, canBeUnknown, isAllBut: !set.isAllBut };
  const intervals: Interval[] = [];
  let from = lowest(field);
  for (const [start, end] of set.intervals) {
    if (start > from) intervals.push([from, start - 1]);
    from = Math.max(from, end + 1);
  }
  if (from < Number.POSITIVE_INFINITY) intervals.push([from, Number.POSITIVE_INFINITY]);
  return { kind: "numbers", canBeUnknown, intervals };
}

function common(left: readonly Interval[], right: readonly Interval[]): Interval[] {
  const intervals: Interval[] = [];
  let [at, other] = [0, 0];
  for (;;) {
    const [a, b] = [left[at], right[other]];
    if (!a || !b) return intervals;
    const [from, to] = [Math.max(a[0], b[0]), Math.min(a[1], b[1])];
    if (from <= to) intervals.push([from, to]);
    if (a[1] < b[1]) at += 1;
    else other += 1;
  }
}

/** All these facts are whole numbers, whatever the bounds: from 3000.5 on means from 3001 on. */
function numbersOf(field: string, from = lowest(field), to = Number.POSITIVE_INFINITY) {
  const [start, end] = [Math.ceil(Math.max(from, lowest(field))), Math.floor(to)];
  const intervals: Interval[] = start <= end ? [[start, end]] : [];
  return { field, set: { kind: "numbers" as const, canBeUnknown: false, intervals } };
}

function joined(
  filters: readonly QueryFilter[],
  join: (field: string, left: FactSet, right: FactSet) => FactSet,
): { field: string; set: FactSet } | undefined {
  const [first, ...others] = filters;
  let whole = first && factSetOf(first);
  for (const filter of others) {
    const next = factSetOf(filter);
    if (!whole || next?.field !== whole.field) return undefined;
    whole = { field: whole.field, set: join(whole.field, whole.set, next.set) };
  }
  return whole;
}
