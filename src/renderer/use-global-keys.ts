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
  onDuplicates(): void;
  onModels(): void;
  onSize(step: 1 | -1): void;
  onMode(): void;
  onSimilar(assetId: number): void;
  onReveal(assetId: number): void;
  onCopyPath(assetId: number): void;
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
  if (keys.isBlocked || isCommand || event.altKey || isTyping(event.target)) return undefined;
  const { selectedId } = keys;
  const withPhoto = (action: (assetId: number) => void) =>
    selectedId === undefined ? undefined : () => action(selectedId);
  const actions: Record<string, (() => void) | undefined> = {
    "/": keys.onFind,
    "?": keys.onHelp,
    Escape: keys.onEscape,
    i: keys.onDetails,
    j: keys.onJobs,
    p: keys.onPhotos,
    d: keys.onDuplicates,
    m: keys.onModels,
    g: keys.onMode,
    "+": () => keys.onSize(1),
    "=": () => keys.onSize(1),
    "-": () => keys.onSize(-1),
    s: withPhoto(keys.onSimilar),
    f: withPhoto(keys.onReveal),
    c: withPhoto(keys.onCopyPath),
  };
  return actions[event.key];
}
