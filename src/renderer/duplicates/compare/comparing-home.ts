import {
  IconArrowBackUp,
  IconArrowsMaximize,
  IconCheck,
  IconChevronDown,
  IconChevronLeft,
  IconChevronRight,
  IconChevronUp,
  IconFocusCentered,
  IconFolderOpen,
  IconListDetails,
  IconTrash,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import { type Action, defineHome } from "../../actions/action.ts";
import { fitted, type Zoom } from "../../viewer/zoom.ts";
import type { ZoomActions } from "../../viewer/zoom-actions.ts";
import { decisions } from "../decisions.ts";
import { type CompareMode, compareModes } from "./modes.ts";
import type { ReviewActions } from "./review-actions.ts";

/** An open group: two copies beside each other. */
export interface ComparingContext extends ReviewActions {
  zoom: Zoom;
  mode: CompareMode;
  onZoom(zoom: Zoom): void;
  /** Of both pictures; measured on the first one's stage. */
  zooming(): ZoomActions;
  onMode(mode: CompareMode): void;
  onMember(step: 1 | -1): void;
  onGroup(step: 1 | -1): void;
  onMark(): void;
  onReach(step: number): void;
  onBlink(): void;
  onFacts(): void;
  onReveal(): void;
  onUndo(): void;
  onClose(): void;
}

const reachStep = 0.05;
const held = { mayRepeat: true };

function way(at: 0 | 1 | 2 | 3): Action<ComparingContext> {
  const { mode, name } = compareModes[at];
  return { name, keys: [String(at + 1)], run: ({ onMode }) => onMode(mode) };
}

export const comparingHome = defineHome<ComparingContext>()({
  id: "comparing",
  title: "Comparing copies",
  spots: ["duplicates"],
  isModal: true,
  actions: {
    "previous-copy": {
      ...held,
      name: "Previous copy",
      keys: ["ArrowLeft"],
      icon: IconChevronLeft,
      run: ({ onMember }) => onMember(-1),
    },
    "next-copy": {
      ...held,
      name: "Next copy",
      keys: ["ArrowRight"],
      icon: IconChevronRight,
      run: ({ onMember }) => onMember(1),
    },
    "previous-group": {
      ...held,
      name: "Previous group",
      keys: ["ArrowUp"],
      icon: IconChevronUp,
      run: ({ onGroup }) => onGroup(-1),
    },
    "next-group": {
      ...held,
      name: "Next group",
      keys: ["ArrowDown"],
      icon: IconChevronDown,
      run: ({ onGroup }) => onGroup(1),
    },
    best: { ...decisions.best, label: () => "Keep the best" },
    "keep-this": {
      name: "Keep this one, the others to the trash",
      label: () => "Keep this one",
      keys: ["K"],
      icon: IconCheck,
      run: ({ onKeepThis }) => onKeepThis(),
    },
    "keep-all": decisions["keep-all"],
    "not-duplicates": decisions["not-duplicates"],
    skip: { ...decisions.skip, label: () => "Skip" },
    mark: { name: "Mark this one to go, or to stay", keys: ["X"], run: ({ onMark }) => onMark() },
    "follow-marks": {
      name: "Move what is marked to the trash",
      keys: ["Enter"],
      icon: IconTrash,
      run: ({ onFollowMarks }) => onFollowMarks(),
    },
    undo: { name: "Undo", keys: ["U", "Mod+Z"], icon: IconArrowBackUp, run: ({ onUndo }) => onUndo() },
    "side-by-side": way(0),
    slider: way(1),
    blink: way(2),
    difference: way(3),
    "slide-left": {
      ...held,
      name: "Move the slider to the left",
      keys: ["["],
      run: ({ onReach }) => onReach(-reachStep),
    },
    "slide-right": {
      ...held,
      name: "Move the slider to the right",
      keys: ["]"],
      run: ({ onReach }) => onReach(reachStep),
    },
    "blink-now": { name: "Blink now", keys: ["Space"], run: ({ onBlink }) => onBlink() },
    closer: {
      ...held,
      name: "Zoom in",
      keys: ["+"],
      icon: IconZoomIn,
      run: ({ zooming }) => zooming().closer(),
    },
    further: {
      ...held,
      name: "Zoom out",
      keys: ["-"],
      icon: IconZoomOut,
      run: ({ zooming }) => zooming().further(),
    },
    whole: {
      name: "Whole pictures",
      keys: ["0"],
      icon: IconArrowsMaximize,
      run: ({ onZoom }) => onZoom(fitted),
    },
    own: {
      name: "One pixel of the first for each of the screen",
      keys: ["Z"],
      icon: IconFocusCentered,
      run: ({ zooming }) => zooming().own(),
    },
    toggle: { name: "Zoom", keys: ["W"], icon: IconZoomIn, run: ({ zooming }) => zooming().toggle() },
    facts: {
      name: "Facts of all copies",
      label: () => "Facts",
      keys: ["I"],
      icon: IconListDetails,
      run: ({ onFacts }) => onFacts(),
    },
    reveal: {
      name: "Show in folder",
      keys: ["F"],
      icon: IconFolderOpen,
      run: ({ onReveal }) => onReveal(),
    },
    close: {
      name: "Back to the groups",
      label: () => "Close",
      keys: ["Escape"],
      icon: IconX,
      run: ({ zoom, onZoom, onClose }) => (zoom.scale !== 1 ? onZoom(fitted) : onClose()),
    },
  },
  moves: [
    {
      name: "Move both pictures",
      keys: ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown"],
    },
    { name: "The same, by a screen", keys: ["PageUp", "PageDown"] },
  ],
});
