import { useQuery } from "@tanstack/react-query";
import type { SavedSearch } from "../../contract/index.ts";
import { api, queryClient } from "../api/queries.ts";
import { useInvalidatedBy } from "../api/use-invalidated-by.ts";

const list = api.searches.list.queryOptions();
const news = ["searches"] as const;
const none: readonly SavedSearch[] = [];

/** In their order; none until they are known. The engine tells when one counts something else. */
export function useSavedSearches(): readonly SavedSearch[] {
  useInvalidatedBy(news, list.queryKey);
  return useQuery(list).data?.searches ?? none;
}

/** As they are known here. */
export function knownSearches(): readonly SavedSearch[] {
  return queryClient.getQueryData(list.queryKey)?.searches ?? none;
}

/** Shown at once; what was on its way is of before. */
export async function showSearches(searches: readonly SavedSearch[]): Promise<void> {
  await queryClient.cancelQueries({ queryKey: list.queryKey });
  queryClient.setQueryData(list.queryKey, { searches: [...searches] });
}

/** Asks again; resolves when the answer is here. */
export function refreshSearches(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: list.queryKey });
}
