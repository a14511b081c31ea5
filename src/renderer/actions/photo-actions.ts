import {
  IconCopy,
  IconFolderOpen,
  IconInfoCircle,
  IconLibraryPlus,
  IconPhotoSearch,
} from "@tabler/icons-react";
import { type CaptionContext, captionActions } from "../captions/caption-actions.ts";
import { photos } from "../words/quantities.ts";
import type { Action } from "./action.ts";

/** One photo, chosen in a grid or open. */
export interface PhotoContext extends CaptionContext {
  /** Below zero where only another library has it: it is looked at, and nothing is done to it. Undefined: none is chosen. */
  assetId: number | undefined;
  /** How many are put into a collection, and given other captions: all that are chosen together. */
  collected: number;
  areDetailsOpen: boolean;
  onSimilar(assetId: number): void;
  onReveal(assetId: number): void;
  onCopyPath(assetId: number): void;
  onCollect(): void;
  onDetails(): void;
  /** Takes back what was done last, to a caption or a collection. */
  onUndo(): void;
}

/** Of this library. */
export function isOwn({ assetId }: Pick<PhotoContext, "assetId">): boolean {
  return assetId !== undefined && assetId > 0;
}

/** " 3 photos" where several are meant. */
export function them(number: number): string {
  return number > 1 ? ` ${photos(number)}` : "";
}

/** What can be done with a photo wherever it is met. */
export const photoActions = {
  similar: {
    name: "Find similar photos",
    label: () => "Find similar",
    keys: ["S"],
    icon: IconPhotoSearch,
    isInMenu: true,
    applies: isOwn,
    run: ({ assetId, onSimilar }) => assetId !== undefined && onSimilar(assetId),
  },
  collect: {
    name: "Add to a collection",
    label: ({ collected }) => `Add${them(collected)} to collection…`,
    keys: ["A"],
    icon: IconLibraryPlus,
    isInMenu: true,
    applies: ({ collected }) => collected > 0,
    run: ({ onCollect }) => onCollect(),
  },
  ...captionActions,
  reveal: {
    name: "Show in folder",
    keys: ["F"],
    icon: IconFolderOpen,
    isInMenu: true,
    applies: isOwn,
    run: ({ assetId, onReveal }) => assetId !== undefined && onReveal(assetId),
  },
  "copy-path": {
    name: "Copy the path",
    label: () => "Copy path",
    keys: ["C"],
    icon: IconCopy,
    isInMenu: true,
    applies: ({ assetId }) => assetId !== undefined,
    run: ({ assetId, onCopyPath }) => assetId !== undefined && onCopyPath(assetId),
  },
  details: {
    name: "Details",
    keys: ["I"],
    icon: IconInfoCircle,
    isInMenu: true,
    run: ({ onDetails }) => onDetails(),
  },
} satisfies Record<string, Action<PhotoContext>>;
