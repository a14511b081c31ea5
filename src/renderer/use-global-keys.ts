import { useEffect, useRef } from "react";
import { isInDialog, isTyping } from "./keys/shortcuts.ts";

interface GlobalKeys {
  /** Something else has the keyboard: a dialog, a menu, an open photo. */
  isBlocked: boolean;
  selectedId: number | undefined;
  onFind(): void;
  onEscape(): void;
  onAddFolder(): void;
  onHelp(): void;
  onDetails(): void;
  onJobs(): void;
  onPhotos(): void;
  onCollections(): void;
  onDuplicates(): void;
  onModels(): void;
  onSize(step: 1 | -1): void;
  onMode(): void;
  onSimilar(assetId: number): void;
  onReveal(assetId: number): void;
  onCopyPath(assetId: number): void;
  /** Of what is chosen. */
  onCollect: (() => void) | undefined;
  /** Out of the collection that is shown; undefined elsewhere. */
  onLeaveCollection: (() => void) | undefined;
  /** What was done last to a collection; undefined where nothing was, or another screen has an undo of its own. */
  onUndo: (() => void) | undefined;
}

/** Keys that work wherever the focus is, but in fields that are typed in. */
export function useGlobalKeys(keys: GlobalKeys): void {
  const latest = useRef(keys);
  latest.current = keys;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const action = actionFor(event, latest.current);
      if (!action || event.defaultPrevented) return;
      event.preventDefault();
      action();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, []);
}

function actionFor(event: KeyboardEvent, keys: GlobalKeys): (() => void) | undefined {
  const isCommand = event.ctrlKey || event.metaKey;
  if (isInDialog(event.target)) return undefined;
  if (isCommand && event.key === "f") return keys.isBlocked ? undefined : keys.onFind;
  if (isCommand && event.key === "o") return keys.isBlocked ? undefined : keys.onAddFolder;
  if (isCommand && event.key === "z" && !keys.isBlocked && !isTyping(event.target)) return keys.onUndo;
  if (keys.isBlocked || isCommand || event.altKey || isTyping(event.target)) return undefined;
  const { selectedId } = keys;
  const withPhoto = (action: (assetId: number) => void) =>
    selectedId === undefined ? undefined : () => action(selectedId);
  const withOwn = (action: (assetId: number) => void) =>
    selectedId !== undefined && selectedId > 0 ? () => action(selectedId) : undefined;
  const actions: Record<string, (() => void) | undefined> = {
    "/": keys.onFind,
    "?": keys.onHelp,
    Escape: keys.onEscape,
    i: keys.onDetails,
    j: keys.onJobs,
    p: keys.onPhotos,
    d: keys.onDuplicates,
    l: keys.onCollections,
    m: keys.onModels,
    g: keys.onMode,
    "+": () => keys.onSize(1),
    "=": () => keys.onSize(1),
    "-": () => keys.onSize(-1),
    s: withOwn(keys.onSimilar),
    f: withOwn(keys.onReveal),
    a: keys.onCollect,
    Delete: keys.onLeaveCollection,
    c: withPhoto(keys.onCopyPath),
  };
  return actions[event.key];
}
