import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useId } from "react";
import { rowMoves } from "../keys/row-moves.ts";
import { isTyping } from "../keys/shortcuts.ts";
import styles from "./duplicates.module.css";
import { GroupRow } from "./group-row.tsx";
import type { Groups } from "./use-groups.ts";
import type { Review } from "./use-review.ts";

interface GroupListProps {
  ref: React.RefObject<HTMLDivElement | null>;
  groups: Groups;
  review: Review;
  onRange(first: number, last: number): void;
  onOpen(): void;
  onBest(): void;
}

export const rowHeightPixels = 112;

/** All groups; only those in view are drawn. Arrow keys choose one, Enter opens it, most can be decided from here. */
export function GroupList(props: GroupListProps) {
  const { ref: scroller, groups, review, onRange, onOpen } = props;
  const id = useId();
  const virtualizer = useVirtualizer({
    count: groups.total,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPixels,
    overscan: 6,
  });
  const rows = virtualizer.getVirtualItems();
  const [first, last] = [rows[0]?.index ?? 0, rows.at(-1)?.index ?? 0];
  useEffect(() => onRange(first, last), [first, last, onRange]);
  const { index } = review;
  useEffect(() => {
    if (index >= 0) virtualizer.scrollToIndex(index, { align: "auto" });
  }, [index, virtualizer]);
  useEffect(() => {
    if (!isTyping(document.activeElement)) scroller.current?.focus();
  }, [scroller]);
  const onClick = (event: MouseEvent) => {
    const row = (event.target as HTMLElement).closest<HTMLElement>("[role=option]");
    if (!row) return;
    review.goTo(Number(row.dataset.index));
    if (!event.ctrlKey && !event.metaKey) onOpen();
  };
  return (
    <div
      ref={scroller as Ref<HTMLDivElement>}
      className={styles.scroller}
      role="listbox"
      aria-label="Groups"
      aria-activedescendant={index >= 0 ? `${id}-${index}` : undefined}
      tabIndex={0}
      onKeyDown={(event) => onKey(event, props)}
      onClick={onClick}
    >
      <div className={styles.sheet} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map(({ index: at, start }) => (
          <GroupRow
            key={groups.at(at)?.id ?? at}
            id={`${id}-${at}`}
            index={at}
            total={groups.total}
            top={start}
            group={groups.at(at)}
            isChosen={at === index}
            isSkipped={review.skipped.has(groups.at(at)?.id ?? "")}
          />
        ))}
      </div>
    </div>
  );
}

function onKey(event: KeyboardEvent<HTMLElement>, props: GroupListProps): void {
  const { groups, review } = props;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const inView = event.currentTarget.clientHeight / rowHeightPixels;
  const actions: Record<string, () => void> = {
    ...rowMoves({ count: groups.total, selected: review.index, inView, select: review.goTo }),
    Enter: props.onOpen,
    " ": props.onOpen,
    b: props.onBest,
    a: () => review.decide({ kind: "keep-all" }),
    n: () => review.decide({ kind: "not-duplicates" }),
    s: review.skip,
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}
