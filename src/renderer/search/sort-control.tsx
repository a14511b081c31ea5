import { IconArrowsSort } from "@tabler/icons-react";
import { type SortOrder, sortOrders } from "../../contract/index.ts";
import styles from "./search.module.css";

const words: Record<SortOrder, string> = {
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

/** "by relevance", "newest first": how a count of what was found goes on. */
export function orderWords(sort: SortOrder): string {
  if (sort === "relevance") return "by relevance";
  return sort.startsWith("name")
    ? `by ${words[sort].toLowerCase().replace("a to z", "A to Z").replace("z to a", "Z to A")}`
    : words[sort].toLowerCase();
}

interface SortControlProps {
  sort: SortOrder;
  onSort(sort: SortOrder): void;
}

/** The order of what was found. */
export function SortControl({ sort, onSort }: SortControlProps) {
  return (
    <label className={styles.sort}>
      <IconArrowsSort size={16} aria-hidden="true" />
      <select
        aria-label="Sort by"
        value={sort}
        onChange={(event) =>
          onSort(sortOrders.find((order) => order === event.currentTarget.value) ?? "relevance")
        }
      >
        {sortOrders.map((order) => (
          <option key={order} value={order}>
            {words[order]}
          </option>
        ))}
      </select>
    </label>
  );
}
