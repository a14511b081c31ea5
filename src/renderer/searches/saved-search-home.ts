import { IconArrowDown, IconArrowUp, IconPencil, IconTrash } from "@tabler/icons-react";
import { defineHome, spots } from "../actions/action.ts";

/** One saved search, in the rail. */
export interface SavedSearchContext {
  isFirst: boolean;
  isLast: boolean;
  onRename(): void;
  onMove(step: -1 | 1): void;
  onDelete(): void;
}

export const savedSearchHome = defineHome<SavedSearchContext>()({
  id: "saved-search",
  title: "Saved searches",
  spots,
  moves: [
    { name: "Move from saved search to saved search", keys: ["ArrowUp", "ArrowDown"] },
    { name: "First and last saved search", keys: ["Home", "End"] },
  ],
  actions: {
    rename: {
      name: "Rename the saved search",
      label: () => "Rename…",
      keys: ["F2"],
      icon: IconPencil,
      isInMenu: true,
      run: ({ onRename }) => onRename(),
    },
    up: {
      name: "Move the saved search up",
      label: () => "Move up",
      keys: ["Alt+ArrowUp"],
      icon: IconArrowUp,
      isInMenu: true,
      mayRepeat: true,
      applies: ({ isFirst }) => !isFirst,
      run: ({ onMove }) => onMove(-1),
    },
    down: {
      name: "Move the saved search down",
      label: () => "Move down",
      keys: ["Alt+ArrowDown"],
      icon: IconArrowDown,
      isInMenu: true,
      mayRepeat: true,
      applies: ({ isLast }) => !isLast,
      run: ({ onMove }) => onMove(1),
    },
    delete: {
      name: "Delete the saved search, never a photo",
      label: () => "Delete",
      keys: ["Backspace"],
      icon: IconTrash,
      isInMenu: true,
      run: ({ onDelete }) => onDelete(),
    },
  },
});
