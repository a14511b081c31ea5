import { useEffect, useSyncExternalStore } from "react";
import { desktop } from "../api/connection.ts";
import { Navigation, type Shown } from "./navigation.ts";

export const navigation = new Navigation(window, { isShell: desktop !== undefined });

export function useShown(): Shown {
  return useSyncExternalStore(navigation.subscribe, () => navigation.shown);
}

const isMac = /mac/i.test(navigator.platform);

/** Back and forward by the keys of each system and by the mouse's own buttons, wherever the focus is. */
export function useHistoryKeys(): void {
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const step = stepOf(event);
      if (!step) return;
      event.preventDefault();
      navigation[step]();
    };
    // A browser has these buttons for itself; in the shell's window nobody else hears them.
    const onMouseUp = (event: MouseEvent) => {
      if (!desktop || (event.button !== 3 && event.button !== 4)) return;
      event.preventDefault();
      navigation[event.button === 3 ? "back" : "forward"]();
    };
    window.addEventListener("keydown", onKeyDown, { capture: true });
    window.addEventListener("mouseup", onMouseUp);
    return () => {
      window.removeEventListener("keydown", onKeyDown, { capture: true });
      window.removeEventListener("mouseup", onMouseUp);
    };
  }, []);
}

/** On a Mac Option and an arrow move by a word in a text, and browsers take Command and a bracket. */
function stepOf({ key, altKey, ctrlKey, metaKey, shiftKey }: KeyboardEvent): "back" | "forward" | undefined {
  if (ctrlKey || shiftKey || (isMac ? altKey || !metaKey : metaKey || !altKey)) return undefined;
  const keys = isMac ? { back: "[", forward: "]" } : { back: "ArrowLeft", forward: "ArrowRight" };
  if (key === keys.back) return "back";
  return key === keys.forward ? "forward" : undefined;
}
