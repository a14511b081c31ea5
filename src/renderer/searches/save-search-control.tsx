import { IconBookmark, IconBookmarkFilled } from "@tabler/icons-react";
import { IconControl } from "../layout/icon-control.tsx";
import { showSearchDialog } from "./open-dialog.ts";
import { isSameSearch, type StandingSearch } from "./search-words.ts";
import { useSavedSearches } from "./use-saved-searches.ts";

/** Beside the field: keeps what stands in it. */
export function SaveSearchControl({ standing }: { standing: StandingSearch }) {
  const isSaved = useSavedSearches().some((search) => isSameSearch(search, standing));
  return (
    <IconControl
      name="Save this search"
      keys="Ctrl S"
      isPressed={isSaved}
      onClick={() => showSearchDialog({ kind: "save", standing })}
    >
      {isSaved ? <IconBookmarkFilled size={18} /> : <IconBookmark size={18} />}
    </IconControl>
  );
}
