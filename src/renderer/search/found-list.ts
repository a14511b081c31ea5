import type { SortOrder } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import type { PagedList } from "../grid/use-selection.ts";

/**
 * Every photo that a query finds, whatever was scrolled to: those above the line, or, where no photo is a good match, all
 * that there are.
 */
export function foundList(
  query: string,
  collectionId: number | undefined,
  sort: SortOrder = "relevance",
): PagedList {
  const input = { query, sort, ...(collectionId !== undefined && { collectionId }) };
  return {
    key: JSON.stringify(input),
    allIds: async () => {
      const { assetIds } = await client.search.assetIds(input);
      if (assetIds.length > 0) return assetIds;
      return (await client.search.assetIds({ ...input, isWithLessLikely: true })).assetIds;
    },
  };
}
