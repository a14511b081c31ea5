import { type RefObject, useEffect, useLayoutEffect, useRef } from "react";
import { boxesOf, type GridLayout, rowAt, rowOf } from "./layout.ts";
import type { PhotoList } from "./photo-list.ts";

interface Anchor {
  assetId: number;
  /** Of the photo's row from the top of what is seen. */
  offset: number;
}

/**
 * Photos that come in above, a new width or another size of tiles do not move what is being looked at: the photo at the
 * top stays where it is. At the very top the newest photos may come in. What answers something else begins at its top.
 */
export function useScrollAnchor(
  scroller: RefObject<HTMLElement | null>,
  layout: GridLayout,
  list: PhotoList,
): void {
  const anchor = useRef<Anchor | undefined>(undefined);
  const { subject } = list;
  const subjectBefore = useRef(subject);

  useLayoutEffect(() => {
    const element = scroller.current;
    if (element && subjectBefore.current !== subject) {
      anchor.current = undefined;
      element.scrollTop = 0;
    }
    subjectBefore.current = subject;
    if (!element || !anchor.current || layout.rowCount === 0) return;
    const position = list.positionOf(anchor.current.assetId);
    if (position < 0) return;
    const wanted = (layout.tops[rowOf(layout, position)] as number) - anchor.current.offset;
    if (Math.abs(wanted - element.scrollTop) > 1) element.scrollTop = wanted;
  }, [scroller, layout, list, subject]);

  useEffect(() => {
    const element = scroller.current;
    if (!element || layout.rowCount === 0) return;
    const note = () => {
      const top = element.scrollTop;
      if (top < 8) {
        anchor.current = undefined;
        return;
      }
      let row = rowAt(layout, top);
      if (layout.lengths[row] === 0) row = Math.min(row + 1, layout.rowCount - 1);
      const position = boxesOf(layout, row, list)[0]?.position ?? 0;
      if (position >= list.count) return;
      anchor.current = {
        assetId: list.assetId(position),
        offset: (layout.tops[row] as number) - top,
      };
    };
    note();
    element.addEventListener("scroll", note, { passive: true });
    return () => element.removeEventListener("scroll", note);
  }, [scroller, layout, list]);
}
