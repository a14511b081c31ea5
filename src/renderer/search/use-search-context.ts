import type { SortOrder } from "../../contract/index.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { useRemembered } from "../remembered.ts";
import type { SearchContext } from "./search-home.ts";

export function sortBy(sort: SortOrder): void {
  navigation.sortBy(sort === "relevance" ? undefined : sort);
}

export function useSearchContext(sort: SortOrder | undefined, isSearching: boolean): SearchContext {
  const [areFacetsOpen, setFacetsOpen] = useRemembered("facets", false);
  return {
    areFacetsOpen,
    onFacets: () => setFacetsOpen(!areFacetsOpen),
    isSearching,
    sort: sort ?? "relevance",
    onSort: sortBy,
  };
}
