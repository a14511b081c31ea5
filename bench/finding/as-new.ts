import type { QueryFilter } from "../../src/core/vectors/query-filter.ts";

/** The filter as the next query gives it: of one and the same object the photos are remembered. */
export function asNew<Filter extends QueryFilter | undefined>(filter: Filter): Filter {
  return structuredClone(filter);
}
