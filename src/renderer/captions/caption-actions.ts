import { IconMessageOff, IconPencil, IconRefresh } from "@tabler/icons-react";
import type { Action } from "../actions/action.ts";
import { count } from "../words/quantities.ts";

export type CaptionAct = "edit" | "write-again" | "reject";

/** The photos whose captions are meant. */
export interface CaptionContext {
  assetId: number | undefined;
  /** How many of this library are chosen. */
  collected: number;
  /** There is something that writes captions. */
  canWriteCaptions: boolean;
  onCaption(act: CaptionAct): void;
}

/** What can be done with captions wherever photos are met. */
export const captionActions = {
  "edit-caption": {
    name: "Edit the caption",
    label: () => "Edit caption…",
    keys: ["Shift+C"],
    icon: IconPencil,
    isInMenu: true,
    applies: ({ assetId, collected }) => assetId !== undefined && assetId > 0 && collected <= 1,
    run: ({ onCaption }) => onCaption("edit"),
  },
  "write-caption-again": {
    name: "Write the caption again",
    label: ({ collected }) =>
      collected > 1 ? `Write ${count(collected)} captions again` : "Write caption again",
    keys: ["Shift+W"],
    icon: IconRefresh,
    isInMenu: true,
    applies: ({ collected, canWriteCaptions }) => collected > 0 && canWriteCaptions,
    run: ({ onCaption }) => onCaption("write-again"),
  },
  "reject-caption": {
    name: "Not this caption",
    label: ({ collected }) => (collected > 1 ? `Not these ${count(collected)} captions` : "Not this caption"),
    keys: ["Shift+X"],
    icon: IconMessageOff,
    isInMenu: true,
    applies: ({ collected, canWriteCaptions }) => collected > 0 && canWriteCaptions,
    run: ({ onCaption }) => onCaption("reject"),
  },
} satisfies Record<string, Action<CaptionContext>>;
