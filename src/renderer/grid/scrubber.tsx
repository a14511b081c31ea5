import { type PointerEvent, type RefObject, useState } from "react";
import styles from "./grid.module.css";
import { type GridLayout, rowAt } from "./layout.ts";
import type { PhotoList } from "./photo-list.ts";
import type { Viewport } from "./use-viewport.ts";

interface ScrubberProps {
  list: PhotoList;
  layout: GridLayout;
  scroller: RefObject<HTMLDivElement | null>;
  viewport: Viewport;
}

/** At the right edge: says the month that is in view, and takes hold of years at once. */
export function Scrubber({ list, layout, scroller, viewport }: ScrubberProps) {
  const [isHeld, setHeld] = useState(false);
  const scrollable = layout.heightPixels - viewport.height;
  if (!list.heading || scrollable < viewport.height * 2) return null;
  const part = Math.min(1, Math.max(0, viewport.top / scrollable));
  const row = rowAt(layout, viewport.top + 60);
  const heading = list.heading(layout.firsts[row] as number);
  if (heading === "") return null;

  const follow = (event: PointerEvent<HTMLDivElement>) => {
    const { top, height } = event.currentTarget.getBoundingClientRect();
    const wanted = Math.min(1, Math.max(0, (event.clientY - top) / height));
    if (scroller.current) scroller.current.scrollTop = wanted * scrollable;
  };
  return (
    <div
      className={styles.scrubber}
      aria-hidden="true"
      data-held={isHeld}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        setHeld(true);
        follow(event);
      }}
      onPointerMove={(event) => isHeld && follow(event)}
      onPointerUp={() => setHeld(false)}
    >
      <div className={styles.month} style={{ top: `${part * 100}%` }}>
        {heading}
      </div>
    </div>
  );
}
