import {
  IconLayoutGrid,
  IconLibraryMinus,
  IconMaximize,
  IconMinus,
  IconPlus,
  IconSelectAll,
} from "@tabler/icons-react";
import { defineHome } from "../actions/action.ts";
import { type PhotoContext, photoActions, them } from "../actions/photo-actions.ts";
import { captionActions } from "../captions/caption-actions.ts";
import { undoAction } from "../undo/undo-action.ts";

/** Photos in a grid: all, those of a collection, or what was found. */
export interface PhotosContext extends PhotoContext {
  /** Photos in the grid. */
  count: number;
  isJustified: boolean;
  onOpen(): void;
  onChooseAll(): void;
  /** Takes what is chosen out of the collection that is shown; undefined where that cannot be. */
  onLeaveCollection: (() => void) | undefined;
  onSize(step: 1 | -1): void;
  onMode(): void;
}

const { similar, collect, reveal, details } = photoActions;

export const photosHome = defineHome<PhotosContext>()({
  id: "photos",
  title: "Photos",
  spots: ["photos", "collection"],
  actions: {
    open: {
      name: "Open the photo",
      label: () => "Open",
      keys: ["Enter", "Space"],
      icon: IconMaximize,
      isInMenu: true,
      applies: ({ count }) => count > 0,
      run: ({ onOpen }) => onOpen(),
    },
    similar,
    collect,
    "leave-collection": {
      name: "Take out of the collection that is shown",
      label: ({ collected }) => `Take${them(collected)} out of this collection`,
      keys: ["Delete"],
      icon: IconLibraryMinus,
      isInMenu: true,
      applies: ({ onLeaveCollection }) => onLeaveCollection !== undefined,
      run: ({ onLeaveCollection }) => onLeaveCollection?.(),
    },
    ...captionActions,
    reveal,
    "copy-path": photoActions["copy-path"],
    details,
    "choose-all": {
      name: "Choose all",
      keys: ["Mod+A"],
      icon: IconSelectAll,
      applies: ({ count }) => count > 0,
      run: ({ onChooseAll }) => onChooseAll(),
    },
    undo: undoAction,
    larger: {
      name: "Larger photos",
      keys: ["+"],
      icon: IconPlus,
      mayRepeat: true,
      run: ({ onSize }) => onSize(1),
    },
    smaller: {
      name: "Smaller photos",
      keys: ["-"],
      icon: IconMinus,
      mayRepeat: true,
      run: ({ onSize }) => onSize(-1),
    },
    mode: {
      name: "Square tiles or whole photos",
      label: ({ isJustified }) => (isJustified ? "Square tiles" : "Whole photos"),
      keys: ["G"],
      icon: IconLayoutGrid,
      run: ({ onMode }) => onMode(),
    },
  },
  moves: [
    { name: "Move from photo to photo", keys: ["ArrowLeft", "ArrowRight", "ArrowUp", "ArrowDown"] },
    { name: "Move by a screen", keys: ["PageUp", "PageDown"] },
    { name: "First and last photo", keys: ["Home", "End"] },
    {
      name: "Choose several photos (or click with Shift)",
      keys: ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown"],
    },
    { name: "Choose one more, or one less", keys: ["Mod+Space"] },
    { name: "Menu of the photo", keys: ["Shift+F10", "ContextMenu"] },
  ],
});
