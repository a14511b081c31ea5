import { type KeyboardEvent, useRef, useState } from "react";
import type { SavedSearch } from "../../contract/index.ts";
import { useHome } from "../actions/active-homes.ts";
import { rowMoves } from "../keys/row-moves.ts";
import { HiddenFileInput } from "../layout/hidden-file-input.tsx";
import { showSearchDialog } from "./open-dialog.ts";
import { type SavedSearchContext, savedSearchHome } from "./saved-search-home.ts";
import { SavedSearchRow } from "./saved-search-row.tsx";
import styles from "./saved-searches.module.css";
import { moveSearch, removeSearch } from "./search-calls.ts";
import { importSearches } from "./search-files.ts";
import { isSameSearch } from "./search-words.ts";
import { searchesHome } from "./searches-home.ts";
import { SearchesMenu } from "./searches-menu.tsx";
import { useSearches } from "./use-searches.ts";

/** The searches that are kept, in the rail: each with its count, one click or key away. */
export function SavedSearchList() {
  const { context, file } = useSearches();
  const { searches, standing } = context;
  const list = useRef<HTMLUListElement>(null);
  const [focusedId, setFocusedId] = useState<number>();
  const [draggedId, setDraggedId] = useState<number>();
  const focused = searches.find(({ id }) => id === focusedId);

  const focusRow = (position: number) =>
    list.current?.querySelectorAll<HTMLElement>("[data-search]")[position]?.focus();
  const contextOf = (search: SavedSearch): SavedSearchContext => ({
    isFirst: search.position === 0,
    isLast: search.position === searches.length - 1,
    onRename: () => showSearchDialog({ kind: "rename", search }),
    onMove: (step) => void moveSearch(search.id, search.position + step),
    onDelete: () => {
      focusRow(search.position + (search.position === searches.length - 1 ? -1 : 1));
      void removeSearch(search);
    },
  });
  useHome(searchesHome, context);
  useHome(savedSearchHome, focused && contextOf(focused), { scope: list });

  const onKeyDown = (event: KeyboardEvent, search: SavedSearch) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    const { length: count } = searches;
    const moves = rowMoves({ count, selected: search.position, inView: 1, select: focusRow });
    // Elsewhere this key is about the photo that is chosen: in here it must not be.
    const work = event.key === "Delete" ? contextOf(search).onDelete : moves[event.key];
    if (!work) return;
    event.preventDefault();
    work();
  };
  return (
    <>
      {searches.length > 0 && (
        <section className={styles.section} aria-label="Saved searches">
          <h2>
            Searches
            <SearchesMenu context={context} />
          </h2>
          <ul
            ref={list}
            aria-label="Saved searches"
            onBlur={() => setFocusedId(undefined)}
            onFocus={({ target }) => setFocusedId(Number(target.dataset.search) || undefined)}
          >
            {searches.map((search) => (
              <SavedSearchRow
                key={search.id}
                search={search}
                context={contextOf(search)}
                isCurrent={standing !== undefined && isSameSearch(search, standing)}
                isDragged={search.id === draggedId}
                onOpen={() => context.onOpen(search)}
                onKeyDown={(event) => onKeyDown(event, search)}
                onDrag={setDraggedId}
                onDrop={() => draggedId !== undefined && void moveSearch(draggedId, search.position)}
              />
            ))}
          </ul>
        </section>
      )}
      <HiddenFileInput
        ref={file}
        label="File of saved searches"
        accept=".json,application/json"
        onFile={(chosen) => void importSearches(chosen)}
      />
    </>
  );
}
