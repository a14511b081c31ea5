import type { SortOrder } from "../../contract/index.ts";

/** What the order of what was found is called. */
export const sortWords: Record<SortOrder, string> = {
  relevance: "Best match",
  date: "Newest first",
  oldest: "Oldest first",
  name: "Name, A to Z",
  "name-reversed": "Name, Z to A",
  size: "Largest first",
  smallest: "Smallest first",
  rating: "Best rated first",
  worst: "Worst rated first",
};
