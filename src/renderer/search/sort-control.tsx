import { IconArrowsSort } from "@tabler/icons-react";
import { type SortOrder, sortOrders } from "../../contract/index.ts";
import styles from "./search.module.css";
import { sortWords } from "./sort-words.ts";

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
            {sortWords[order]}
          </option>
        ))}
      </select>
    </label>
  );
}
