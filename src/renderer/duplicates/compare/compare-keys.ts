import type { KeyboardEvent } from "react";
import { fitted, type Zoom } from "../../viewer/zoom.ts";
import { panAction, type ZoomActions } from "../../viewer/zoom-actions.ts";
import { type CompareMode, compareModes } from "./modes.ts";
import type { ReviewActions } from "./review-actions.ts";

export interface CompareKeys extends ReviewActions {
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
  onHelp(): void;
  onClose(): void;
}

const reachStep = 0.05;

/** Every key of an open group; undefined for those that are none of its. */
export function compareAction(event: KeyboardEvent, keys: CompareKeys): (() => void) | undefined {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isCommand) return event.key === "z" ? keys.onUndo : undefined;
  if (event.altKey) return undefined;
  const pan = panAction(event, keys.zooming());
  if (pan) return pan;
  // A button that has the focus is pressed, as everywhere.
  const isOnButton =
    event.target instanceof HTMLElement && event.target.closest("button, input[type=checkbox]") !== null;
  if (isOnButton && (event.key === "Enter" || event.key === " ")) return undefined;
  return plainActions(keys)[event.key];
}

function plainActions(keys: CompareKeys): Record<string, () => void> {
  const { zoom, onZoom } = keys;
  const actions: Record<string, () => void> = {
    ArrowRight: () => keys.onMember(1),
    ArrowLeft: () => keys.onMember(-1),
    ArrowDown: () => keys.onGroup(1),
    ArrowUp: () => keys.onGroup(-1),
    Enter: keys.onFollowMarks,
    Escape: () => (zoom.scale !== 1 ? onZoom(fitted) : keys.onClose()),
    "+": () => keys.zooming().closer(),
    "=": () => keys.zooming().closer(),
    "-": () => keys.zooming().further(),
    z: () => keys.zooming().own(),
    "0": () => onZoom(fitted),
    "[": () => keys.onReach(-reachStep),
    "]": () => keys.onReach(reachStep),
    " ": keys.onBlink,
    "?": keys.onHelp,
    b: keys.onBest,
    k: keys.onKeepThis,
    a: keys.onKeepAll,
    n: keys.onNotDuplicates,
    s: keys.onSkip,
    x: keys.onMark,
    u: keys.onUndo,
    i: keys.onFacts,
    f: keys.onReveal,
  };
  for (const [at, { mode }] of compareModes.entries()) actions[at + 1] = () => keys.onMode(mode);
  return actions;
}
