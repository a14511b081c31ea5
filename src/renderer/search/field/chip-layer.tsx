import type { RefObject } from "react";
import type { ReadQuery } from "../../../contract/index.ts";
import styles from "./field.module.css";
import { piecesOf } from "./pieces.ts";

interface ChipLayerProps {
  text: string;
  read: ReadQuery;
  /** How far the field's text is scrolled. */
  scrollPixels: number;
  layer: RefObject<HTMLDivElement | null>;
}

/** Behind the field's text: the same text, unseen, in which chips have their ground and mistakes their line. */
export function ChipLayer({ text, read, scrollPixels, layer }: ChipLayerProps) {
  return (
    <div className={styles.layer} aria-hidden="true">
      <div ref={layer} className={styles.mirror} style={{ transform: `translateX(${-scrollPixels}px)` }}>
        {piecesOf(text, read).map(({ offset, term, stretches }) => (
          <span
            key={offset}
            {...(term && {
              className: styles.chip,
              "data-chip": offset,
              "data-kind": term.kind,
              "data-excluded": term.isExcluded || undefined,
            })}
          >
            {stretches.map((stretch, at) => (
              <span
                // biome-ignore lint/suspicious/noArrayIndexKey: stretches have no other name
                key={at}
                {...(stretch.problem && { className: styles.mistake })}
              >
                {stretch.text}
              </span>
            ))}
          </span>
        ))}
      </div>
    </div>
  );
}
