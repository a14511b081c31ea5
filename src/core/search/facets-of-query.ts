import type { Facets } from "../../contract/query.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Facts } from "../facts/index.ts";
import { planOf, type SearchPlan } from "../query/index.ts";
import { askedByPlan, type TextQuery } from "./asked.ts";
import type { SearchService } from "./search-service.ts";

interface FacetParts {
  catalog: Catalog;
  facts: Facts;
  search: Pick<SearchService, "likely">;
}

/**
 * What the photos are that a query finds: those above the line, or all that pass where nothing in the query ranks.
 * @throws QUERY_INVALID, COLLECTION_NOT_FOUND, and what searching throws
 */
export async function facetsOfQuery(
  { catalog, facts, search }: FacetParts,
  { valuesPerField, ...asked }: TextQuery & { valuesPerField: number },
): Promise<Facets> {
  await facts.ready();
  const { query, likePaths = [], collectionId } = asked;
  const plan = planOf(query, { vocabulary: facts, now: new Date() });
  const within = { likePaths, collectionId };
  askedByPlan(catalog, { plan, ...within });
  const countedFor = (filter: SearchPlan["filter"]) => {
    // What contradicts it may be what this facet leaves out.
    const contradiction = filter === plan.filter ? plan.contradiction : null;
    return search.likely({ ...plan, filter, contradiction }, within);
  };
  const scope = scopeOf(collectionId);
  return facts.facets({ filter: plan.filter, scope, countedFor, valuesPerField });
}

function scopeOf(collectionId: number | undefined): SearchPlan["filter"] {
  if (collectionId === undefined) return undefined;
  return { kind: "is", field: "collectionId", values: [String(collectionId)] };
}
