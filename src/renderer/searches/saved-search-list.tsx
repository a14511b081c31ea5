import { type KeyboardEvent, useRef, useState } from "react";
import type { SavedSearch } from "../../contract/index.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { showSearchDialog } from "./open-dialog.ts";
import { SavedSearchRow } from "./saved-search-row.tsx";
import styles from "./saved-searches.module.css";
import { moveSearch, removeSearch } from "./search-calls.ts";
import { isSameSearch, type StandingSearch } from "./search-words.ts";
import { SearchesMenu } from "./searches-menu.tsx";
import { useSavedSearches } from "./use-saved-searches.ts";

interface SavedSearchListProps {
  /** What stands in the field, and where all photos are looked for; undefined where nothing does. */
  standing: StandingSearch | undefined;
}

/** The searches that are kept, in the rail: each with its count, one click or key away. */
export function SavedSearchList({ standing }: SavedSearchListProps) {
  const searches = useSavedSearches();
  const list = useRef<HTMLUListElement>(null);
  const [draggedId, setDraggedId] = useState<number>();
  if (searches.length === 0) return null;

  const focusRow = (position: number) => {
    const rows = list.current?.querySelectorAll<HTMLElement>("[data-search]");
    rows?.[Math.max(0, Math.min(searches.length - 1, position))]?.focus();
  };
  const keysOf = (search: SavedSearch, position: number) => (event: KeyboardEvent) => {
    const work = workOf(event, search, position, focusRow);
    if (!work) return;
    event.preventDefault();
    event.stopPropagation();
    work();
  };
  return (
    <section className={styles.section} aria-label="Saved searches">
      <h2>
        Searches
        <SearchesMenu standing={standing} />
      </h2>
      <ul ref={list} aria-label="Saved searches">
        {searches.map((search, position) => (
          <SavedSearchRow
            key={search.id}
            search={search}
            position={position}
            isCurrent={standing !== undefined && isSameSearch(search, standing)}
            isDragged={search.id === draggedId}
            isLast={position === searches.length - 1}
            onOpen={() => navigation.openSearch(search.query, search.sort)}
            onKeyDown={keysOf(search, position)}
            onDrag={setDraggedId}
            onDrop={() => draggedId !== undefined && void moveSearch(draggedId, position)}
          />
        ))}
      </ul>
    </section>
  );
}

/** What a key does with a row; the browser's own for one that is a button is to press it. */
function workOf(
  { key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent,
  search: SavedSearch,
  position: number,
  focusRow: (position: number) => void,
): (() => void) | undefined {
  if (ctrlKey || metaKey || shiftKey) return undefined;
  if (altKey) {
    const step = { ArrowUp: -1, ArrowDown: 1 }[key];
    return step === undefined ? undefined : () => void moveSearch(search.id, position + step);
  }
  const works: Record<string, () => void> = {
    ArrowUp: () => focusRow(position - 1),
    ArrowDown: () => focusRow(position + 1),
    Home: () => focusRow(0),
    End: () => focusRow(Number.POSITIVE_INFINITY),
    F2: () => showSearchDialog({ kind: "rename", search }),
    Delete: () => {
      void removeSearch(search);
      focusRow(position + 1);
    },
  };
  return works[key];
}
