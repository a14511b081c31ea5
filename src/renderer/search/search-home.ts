import { IconArrowsSort, IconFilter } from "@tabler/icons-react";
import { type SortOrder, sortOrders } from "../../contract/index.ts";
import { type Action, defineHome } from "../actions/action.ts";
import { sortWords } from "./sort-words.ts";

/** What is looked for, and how what was found is shown. */
export interface SearchContext {
  areFacetsOpen: boolean;
  onFacets(): void;
  /** Something is looked for by a query. */
  isSearching: boolean;
  sort: SortOrder;
  onSort(sort: SortOrder): void;
}

const sorting = Object.fromEntries(
  sortOrders.map((order): [string, Action<SearchContext>] => [
    `sort-${order}`,
    {
      name: `Sort what was found: ${sortWords[order].toLowerCase().replace(/\b[az]\b/g, (letter) => letter.toUpperCase())}`,
      icon: IconArrowsSort,
      applies: ({ isSearching, sort }) => isSearching && sort !== order,
      run: ({ onSort }) => onSort(order),
    },
  ]),
);

export const searchHome = defineHome<SearchContext>()({
  id: "search",
  title: "Search",
  spots: ["photos", "collection"],
  actions: {
    narrow: {
      name: "Narrow down by date, folder, camera and more",
      label: () => "Narrow down",
      keys: ["N"],
      icon: IconFilter,
      run: ({ onFacets }) => onFacets(),
    } as Action<SearchContext>,
    ...sorting,
  },
  moves: [
    { name: "In the search field: what could be typed", keys: ["ArrowDown", "ArrowUp"] },
    { name: "Take what is chosen, or typed half", keys: ["Tab"] },
    { name: "Forget a recent search", keys: ["Shift+Delete"] },
  ],
});
