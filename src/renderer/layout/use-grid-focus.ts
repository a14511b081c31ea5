import { type RefObject, useCallback, useEffect, useRef } from "react";

/**
 * Gives the photos the focus: at once, or, while what was looked for is not found yet, when they come.
 * @param main what the grid of photos is in
 */
export function useGridFocus(main: RefObject<HTMLElement | null>) {
  const isAwaited = useRef(false);
  const focusGrid = useCallback(() => {
    const grid = main.current?.querySelector<HTMLElement>("[role=grid]");
    isAwaited.current = !grid;
    grid?.focus();
  }, [main]);
  const keepFocus = useCallback(() => {
    isAwaited.current = false;
  }, []);
  // A grid may come with anything that is drawn anew.
  useEffect(() => {
    if (isAwaited.current) focusGrid();
  });
  return {
    focusGrid,
    /** Something else is being done by now: photos that come leave the focus where it is. */
    keepFocus,
  };
}
