import { type RefObject, useRef } from "react";
import { showSearchDialog } from "./open-dialog.ts";
import { openSearch } from "./open-search.ts";
import { exportSearches } from "./search-files.ts";
import type { SearchesContext } from "./searches-home.ts";
import { useSavedSearches } from "./use-saved-searches.ts";
import { useStanding } from "./use-standing.ts";

/** Saved searches, with all that can be done. @returns file: for the element that asks for a file to import */
export function useSearches(): { context: SearchesContext; file: RefObject<HTMLInputElement | null> } {
  const standing = useStanding();
  const searches = useSavedSearches();
  const file = useRef<HTMLInputElement>(null);
  const context: SearchesContext = {
    standing,
    searches,
    onSave: (what) => showSearchDialog({ kind: "save", standing: what }),
    onOpen: openSearch,
    onExport: () => void exportSearches(),
    onImport: () => file.current?.click(),
  };
  return { context, file };
}
