import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import styles from "./clean-up.module.css";

/** A file, and what is said of it. */
export interface FileLine {
  path: string;
  words: string;
}

const lineHeightPixels = 44;

/** As many files as there are, each with its words. */
export function FileLines({ label, lines }: { label: string; lines: readonly FileLine[] }) {
  const box = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: lines.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeightPixels,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard.
    <div ref={box} className={styles.moves} role="list" tabIndex={0} aria-label={label}>
      <div role="presentation" className={styles.movesSheet} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const { path, words } = lines[index] as FileLine;
          return (
            <div key={path} role="listitem" className={styles.move} style={{ top: start }}>
              <span title={path}>{path}</span>
              <small title={words}>{words}</small>
            </div>
          );
        })}
      </div>
    </div>
  );
}
