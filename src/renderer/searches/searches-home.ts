import { IconBookmark, IconBookmarkPlus, IconFileExport, IconFileImport } from "@tabler/icons-react";
import type { SavedSearch } from "../../contract/index.ts";
import { type Action, defineHome } from "../actions/action.ts";
import { type StandingSearch, withKeys } from "./search-words.ts";

/** All saved searches, and what may become one. */
export interface SearchesContext {
  /** What is looked for in all photos now; undefined where nothing is. */
  standing: StandingSearch | undefined;
  searches: readonly SavedSearch[];
  onSave(standing: StandingSearch): void;
  onOpen(search: SavedSearch): void;
  onExport(): void;
  onImport(): void;
}

/** A digit alone: browsers have those with Ctrl, and on some systems with Alt, for their tabs. */
function open(place: number): Action<SearchesContext> {
  const at = ({ searches }: SearchesContext) => searches[place - 1];
  return {
    name: `Saved search ${place}`,
    label: (context) => at(context)?.name ?? `Saved search ${place}`,
    keys: [String(place)],
    icon: IconBookmark,
    // There each stands under its name.
    isOutOfPalette: true,
    applies: (context) => at(context) !== undefined,
    run: (context) => {
      const search = at(context);
      if (search) context.onOpen(search);
    },
  };
}

export const searchesHome = defineHome<SearchesContext>()({
  id: "searches",
  title: "Saved searches",
  // Among duplicates digits choose which are listed.
  spots: ["photos", "collection", "collections", "problems", "models", "settings"],
  actions: {
    save: {
      name: "Save this search",
      label: () => "Save this search…",
      keys: ["Mod+S"],
      icon: IconBookmarkPlus,
      isForTyping: true,
      isInMenu: true,
      applies: ({ standing }) => standing !== undefined,
      run: ({ standing, onSave }) => standing && onSave(standing),
    },
    export: {
      name: "Export the saved searches",
      label: () => "Export…",
      icon: IconFileExport,
      isInMenu: true,
      applies: ({ searches }) => searches.length > 0,
      run: ({ onExport }) => onExport(),
    },
    import: {
      name: "Import saved searches",
      label: () => "Import…",
      icon: IconFileImport,
      isInMenu: true,
      run: ({ onImport }) => onImport(),
    },
    ...Object.fromEntries(
      Array.from({ length: withKeys }, (_, index) => [`open-${index + 1}`, open(index + 1)] as const),
    ),
  },
});
