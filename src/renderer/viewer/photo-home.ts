import {
  IconArrowsMaximize,
  IconChevronLeft,
  IconChevronRight,
  IconChevronsLeft,
  IconChevronsRight,
  IconFocusCentered,
  IconViewportWide,
  IconX,
  IconZoomIn,
  IconZoomOut,
} from "@tabler/icons-react";
import { type Action, defineHome, type Spot } from "../actions/action.ts";
import { isOwn, type PhotoContext, photoActions } from "../actions/photo-actions.ts";
import { undoAction } from "../undo/undo-action.ts";
import type { ZoomWish } from "./use-zoom.ts";

/** The open photo. */
export interface OpenPhotoContext extends PhotoContext {
  position: number;
  count: number;
  isZoomed: boolean;
  onTurn(position: number): void;
  onZoom(wish: ZoomWish | "whole"): void;
  onClose(): void;
}

type OpenPhotoAction = Action<OpenPhotoContext>;

function turn(
  parts: Pick<OpenPhotoAction, "name" | "keys" | "icon" | "mayRepeat">,
  to: (context: OpenPhotoContext) => number,
): OpenPhotoAction {
  return {
    ...parts,
    applies: (context) => to(context) !== context.position && to(context) >= 0 && to(context) < context.count,
    run: (context) => context.onTurn(to(context)),
  };
}

/** Of what only another library has there is no more than its thumbnail. */
function zoom(
  parts: Pick<OpenPhotoAction, "name" | "keys" | "icon" | "mayRepeat">,
  wish: ZoomWish | "whole",
): OpenPhotoAction {
  return { ...parts, applies: isOwn, run: ({ onZoom }) => onZoom(wish) };
}

/** Where photos are that can be opened. */
const photoSpots: readonly Spot[] = ["photos", "collection"];

export const photoHome = defineHome<OpenPhotoContext>()({
  id: "photo",
  title: "Open photo",
  spots: photoSpots,
  isModal: true,
  actions: {
    previous: turn(
      { name: "Previous photo", keys: ["ArrowLeft"], icon: IconChevronLeft, mayRepeat: true },
      ({ position }) => position - 1,
    ),
    next: turn(
      { name: "Next photo", keys: ["ArrowRight"], icon: IconChevronRight, mayRepeat: true },
      ({ position }) => position + 1,
    ),
    first: turn({ name: "First photo", keys: ["Home"], icon: IconChevronsLeft }, () => 0),
    last: turn({ name: "Last photo", keys: ["End"], icon: IconChevronsRight }, ({ count }) => count - 1),
    closer: zoom({ name: "Zoom in", keys: ["+"], icon: IconZoomIn, mayRepeat: true }, "closer"),
    further: zoom({ name: "Zoom out", keys: ["-"], icon: IconZoomOut, mayRepeat: true }, "further"),
    whole: zoom({ name: "Whole photo", keys: ["0"], icon: IconArrowsMaximize }, "whole"),
    own: zoom(
      { name: "One pixel of the photo for each of the screen", keys: ["1"], icon: IconFocusCentered },
      "own",
    ),
    fill: zoom(
      { name: "A long photo as wide, or as high, as the window", keys: ["W"], icon: IconViewportWide },
      "fill",
    ),
    toggle: zoom({ name: "Zoom", keys: ["Z"], icon: IconZoomIn }, "toggle"),
    ...photoActions,
    undo: undoAction,
    close: {
      name: "Back to the photos",
      label: ({ isZoomed }) => (isZoomed ? "Whole photo" : "Close"),
      keys: ["Escape"],
      icon: IconX,
      run: ({ isZoomed, onZoom, onClose }) => (isZoomed ? onZoom("whole") : onClose()),
    },
  },
  moves: [
    {
      name: "Move a photo that is zoomed",
      keys: ["Shift+ArrowLeft", "Shift+ArrowRight", "Shift+ArrowUp", "Shift+ArrowDown"],
    },
    { name: "The same, by a screen", keys: ["PageUp", "PageDown"] },
  ],
});
