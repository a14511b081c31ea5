import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Gives the photos the focus: at once, or, while what was looked for is not found yet, when they come.
 * @param main what the grid of photos is in; it can have the focus itself
 */
export function useGridFocus(main: RefObject<HTMLElement | null>) {
  const isAwaited = useRef(false);
  const focusGrid = useCallback(() => {
    const grid = main.current?.querySelector<HTMLElement>("[role=grid]");
    isAwaited.current = !grid;
    if (grid) grid.focus();
    // Words wait in the field for what they find; an empty one has nothing more to say, and the next key is an action's.
    else if (isEmptyField(document.activeElement)) main.current?.focus();
  }, [main]);
  const keepFocus = useCallback(() => {
    isAwaited.current = false;
  }, []);
  // A grid may come with anything that is drawn anew. Whoever went elsewhere meanwhile keeps the focus there.
  useEffect(() => {
    if (!isAwaited.current) return;
    const { activeElement, body } = document;
    const isWaiting = activeElement === body || activeElement === main.current;
    if (isWaiting || activeElement?.closest("search")) focusGrid();
    else isAwaited.current = false;
  });
  return {
    focusGrid,
    /** Something else is being done by now: photos that come leave the focus where it is. */
    keepFocus,
  };
}

function isEmptyField(element: Element | null): boolean {
  return element instanceof HTMLInputElement && element.value === "";
}
