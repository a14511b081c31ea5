import { IconBookmark, IconBookmarkFilled } from "@tabler/icons-react";
import { ActionControl } from "../actions/action-control.tsx";
import styles from "./saved-searches.module.css";
import { isSameSearch } from "./search-words.ts";
import { searchesHome } from "./searches-home.ts";
import { useSearches } from "./use-searches.ts";

/** Beside the field: keeps what stands in it. Its place stays empty while nothing does, so that the field stays as it is. */
export function SaveSearchControl() {
  const { context } = useSearches();
  const { standing, searches } = context;
  const isSaved = standing !== undefined && searches.some((search) => isSameSearch(search, standing));
  return (
    <span className={styles.save} data-empty={standing ? undefined : true}>
      <ActionControl
        action={searchesHome.actions.save}
        context={context}
        name="Save this search"
        isPressed={isSaved}
      >
        {isSaved ? <IconBookmarkFilled size={18} /> : <IconBookmark size={18} />}
      </ActionControl>
    </span>
  );
}
