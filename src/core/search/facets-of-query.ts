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
  // The scope is no condition of the query: it is never left out.
  const within = { likePaths, collectionId };
  askedByPlan(catalog, { plan, ...within });
  const counted = async (filter: SearchPlan["filter"]) => {
    const contradiction = filter === plan.filter ? plan.contradiction : null;
    const others = { ...plan, filter, contradiction };
    return (
      (await search.likely(others, within)) ??
      (await facts.select(askedByPlan(catalog, { plan: others, ...within }).filter))
    );
  };
  return facts.facets({ filter: plan.filter, countedFor: counted, valuesPerField });
}
