import { useEffect, useSyncExternalStore } from "react";
import { desktop } from "../api/connection.ts";
import { Navigation, type Shown } from "./navigation.ts";

export const navigation = new Navigation(window, { isShell: desktop !== undefined });

export function useShown(): Shown {
  return useSyncExternalStore(navigation.subscribe, () => navigation.shown);
}

/** Back and forward by the mouse's own buttons: a browser has them for itself, in the shell's window nobody else hears them. */
export function useHistoryButtons(): void {
  useEffect(() => {
    if (!desktop) return;
    const onMouseUp = (event: MouseEvent) => {
      if (event.button !== 3 && event.button !== 4) return;
      event.preventDefault();
      navigation[event.button === 3 ? "back" : "forward"]();
    };
    window.addEventListener("mouseup", onMouseUp);
    return () => window.removeEventListener("mouseup", onMouseUp);
  }, []);
}
