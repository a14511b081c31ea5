import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type MouseEvent, type Ref, useEffect, useId } from "react";
import { useHome } from "../actions/active-homes.ts";
import { isTyping } from "../keys/is-typing.ts";
import { rowMoves } from "../keys/row-moves.ts";
import styles from "./duplicates.module.css";
import { type GroupContext, groupHome } from "./duplicates-home.ts";
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
  useHome(groupHome, index < 0 ? undefined : contextOf(props), { scope: scroller });
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inView = event.currentTarget.clientHeight / rowHeightPixels;
    const moves = rowMoves({ count: groups.total, selected: index, inView, select: review.goTo });
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
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
      onKeyDown={onKeyDown}
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

function contextOf({ review, onOpen, onBest }: GroupListProps): GroupContext {
  return {
    onOpen,
    onBest,
    onKeepAll: () => review.decide({ kind: "keep-all" }),
    onNotDuplicates: () => review.decide({ kind: "not-duplicates" }),
    onSkip: review.skip,
  };
}
