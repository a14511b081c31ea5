import type { FacetField } from "../../contract/query.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";

/** What a facet is of: a field of it, or the months of the histogram. */
export type Counted = FacetField | "month";

/** Of what a leaf is; undefined where no facet is of it. */
function fieldOf(filter: QueryFilter): Counted | undefined {
  switch (filter.kind) {
    case "is":
      return filter.field === "collectionId" ? "collection" : (filter.field as FacetField);
    case "range":
      return filter.field === "rating" ? "rating" : undefined;
    case "has":
      return filter.field === "takenAt" ? "month" : (filter.field as FacetField);
    case "takenAt":
      return "month";
    default:
      return undefined;
  }
}

/** The fields of all leaves; one that means nothing has none. */
function fieldsOf(filter: QueryFilter): Set<Counted | undefined> {
  switch (filter.kind) {
    case "all":
    case "any":
      return new Set(filter.of.flatMap((part) => [...fieldsOf(part)]));
    case "not":
      return fieldsOf(filter.of);
    default:
      return new Set([fieldOf(filter)]);
  }
}

/** The conditions that all must hold. */
export function conditionsOf(filter: QueryFilter | undefined): readonly QueryFilter[] {
  if (!filter) return [];
  return filter.kind === "all" ? filter.of.flatMap(conditionsOf) : [filter];
}

/** "in:" asks for a folder or a collection at once: to the facets of both it is their own. */
function isOf(filter: QueryFilter, counted: Counted): boolean {
  const fields = fieldsOf(filter);
  if (!fields.has(counted)) return false;
  const isPlace = counted === "folder" || counted === "collection";
  return [...fields].every((field) =>
    isPlace ? field === "folder" || field === "collection" : field === counted,
  );
}

/** The filter without the conditions that are of this alone: what its facet counts in. */
export function withoutOwnTerms(filter: QueryFilter | undefined, counted: Counted): QueryFilter | undefined {
  const conditions = conditionsOf(filter);
  const others = conditions.filter((condition) => !isOf(condition, counted));
  if (others.length === conditions.length) return filter;
  return others.length === 0 ? undefined : { kind: "all", of: others };
}

/** Whether the filter asks for a value by conditions of this field, as one of several perhaps. */
export function isAskedFor(filter: QueryFilter | undefined, field: FacetField, value: string): boolean {
  return conditionsOf(filter).some((condition) => isOf(condition, field) && asksFor(condition, field, value));
}

function asksFor(filter: QueryFilter, field: FacetField, value: string): boolean {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.of.some((part) => asksFor(part, field, value));
    case "is":
      return filter.field === field && filter.values.includes(value);
    case "range": {
      const { from = Number.NEGATIVE_INFINITY, to = Number.POSITIVE_INFINITY } = filter;
      return filter.field === field && from <= Number(value) && Number(value) <= to;
    }
    default:
      return false;
  }
}
