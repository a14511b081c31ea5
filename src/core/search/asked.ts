import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import type { Facts } from "../facts/index.ts";
import { planOf, type SearchPlan } from "../query/index.ts";
import type { QueryFilter } from "../vectors/query-filter.ts";
import { isWrittenAbout } from "./left-out.ts";

/** A search as it comes in: what was typed, and what else was said beside it. */
export interface TextQuery {
  query: string;
  /** Pictures on disk that what is looked for is like, beside those in the query. */
  likePaths?: readonly string[] | undefined;
  sort?: SortOrder | undefined;
  /** Only photos of this collection. */
  collectionId?: number | undefined;
}

/** What is looked for, with nothing left of where it was said. */
export interface Asked {
  plan: SearchPlan;
  likePaths: readonly string[];
  /** Who takes part, by all that is said of it: undefined for all photos. */
  filter: QueryFilter | undefined;
  /** Other libraries know nothing of what the filter asks. */
  isOwnOnly: boolean;
}

/** @throws QUERY_INVALID with the place of the first problem; COLLECTION_NOT_FOUND */
export async function askedOf(
  { catalog, facts }: { catalog: Catalog; facts: Facts },
  { query, likePaths = [], collectionId }: TextQuery,
): Promise<Asked> {
  const plan = await facts.understood((context) => planOf(query, context));
  return askedByPlan(catalog, { plan, likePaths, collectionId });
}

/** @throws COLLECTION_NOT_FOUND */
export function askedByPlan(
  catalog: Catalog,
  {
    plan,
    likePaths = [],
    collectionId,
  }: { plan: SearchPlan; likePaths?: readonly string[]; collectionId?: number | undefined },
): Asked {
  if (collectionId !== undefined && !catalog.collections.get(collectionId)) {
    throw new ShoeboxError("COLLECTION_NOT_FOUND", `There is no collection ${collectionId}.`);
  }
  const conditions: QueryFilter[] = [
    ...(plan.filter ? [plan.filter] : []),
    ...(collectionId === undefined
      ? []
      : [{ kind: "is" as const, field: "collectionId" as const, values: [String(collectionId)] }]),
    // What stands in a photo's own texts needs no guess.
    ...plan.excluded.flatMap((excluded): QueryFilter[] => {
      const written = isWrittenAbout(excluded);
      return written ? [{ kind: "not", of: written }] : [];
    }),
  ];
  const [only] = conditions;
  return {
    plan,
    likePaths,
    filter: conditions.length > 1 ? { kind: "all", of: conditions } : only,
    isOwnOnly: collectionId !== undefined,
  };
}
