import type { QueryFilter } from "../../vectors/query-filter.ts";
import { foldText } from "../filters/fold.ts";
import { type FactSet, factSetOf, intersectionOf, isEmptySet } from "./fact-set.ts";
import type { QueryPart } from "./query-part.ts";

/** Why no photo can be all of what is asked for: "Nothing can match this: 5 stars and fewer than 3 stars." */
export function contradictionOf(parts: readonly QueryPart[]): string | null {
  const missing = parts.find(({ nothing, term }) => nothing !== undefined && !term.isExcluded);
  if (missing?.nothing !== undefined) return missing.nothing;
  const clashing = emptyFact(parts) ?? oppositePair(parts) ?? valuesExcluded(parts);
  if (!clashing) return null;
  const [meant, not] = [clashing.filter(isMeant), clashing.filter((part) => !isMeant(part))];
  return `Nothing can match this: ${[...meant, ...not].map(labelOf).join(" and ")}.`;
}

const isMeant = ({ term }: QueryPart) => !term.isExcluded;

const labelOf = ({ term }: QueryPart) => (term.isExcluded ? `not ${term.label}` : term.label);

/** A fact that can be nothing any more, with as few of the parts that say so as may be. */
function emptyFact(parts: readonly QueryPart[]): QueryPart[] | undefined {
  const facts = new Map<string, { part: QueryPart; set: FactSet }[]>();
  const left = new Map<string, FactSet>();
  for (const part of parts) {
    const fact = part.filter && factSetOf(asMeant(part, part.filter));
    if (!fact) continue;
    const { field, set } = fact;
    const others = facts.get(field) ?? [];
    const before = left.get(field);
    const rest = before ? intersectionOf(before, set) : set;
    if (isEmptySet(set)) return [part];
    if (isEmptySet(rest)) {
      const other = others.find((each) => isEmptySet(intersectionOf(each.set, set)));
      return other ? [other.part, part] : [...others.map((each) => each.part), part];
    }
    facts.set(field, [...others, { part, set }]);
    left.set(field, rest);
  }
  return undefined;
}

const asMeant = ({ term }: QueryPart, filter: QueryFilter): QueryFilter =>
  term.isExcluded ? { kind: "not", of: filter } : filter;

/** The same, asked for and excluded: "like:#7 -like:#7". */
function oppositePair(parts: readonly QueryPart[]): QueryPart[] | undefined {
  const seen = new Map<string, QueryPart>();
  for (const part of parts)
    for (const key of keysOf(part)) {
      const opposite = seen.get(`${!part.term.isExcluded} ${key}`);
      if (opposite) return [opposite, part];
      seen.set(`${part.term.isExcluded} ${key}`, part);
    }
  return undefined;
}

function keysOf({ filter, examples = [], description }: QueryPart): string[] {
  return [
    ...(filter ? [JSON.stringify(filter)] : []),
    ...examples.map((example) => JSON.stringify(example)),
    ...(description === undefined ? [] : [`looks ${foldText(description)}`]),
  ];
}

/** "tag:dog -tag:dog|cat", "place:lisbon -has:place": of facts of which a photo may have several. */
function valuesExcluded(parts: readonly QueryPart[]): QueryPart[] | undefined {
  const wanted = parts.filter(isMeant);
  const excluded = parts.filter(({ term }) => term.isExcluded);
  for (const part of excluded) {
    const { filter } = part;
    const other = wanted.find((each) => each.filter && filter && isWithin(each.filter, filter));
    if (other) return [other, part];
  }
  return undefined;
}

/** Whether all that the one means is surely meant by the other. */
function isWithin(filter: QueryFilter, other: QueryFilter): boolean {
  if (filter.kind === "any") return filter.of.length > 0 && filter.of.every((part) => isWithin(part, other));
  if (other.kind === "any") return other.of.some((part) => isWithin(filter, part));
  if (filter.kind !== "is") return JSON.stringify(filter) === JSON.stringify(other);
  if (other.kind === "has") return other.field === filter.field;
  return (
    other.kind === "is" &&
    other.field === filter.field &&
    filter.values.length > 0 &&
    filter.values.every((value) => other.values.includes(value))
  );
}
