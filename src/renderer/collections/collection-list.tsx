import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, type Ref, useEffect, useImperativeHandle, useRef } from "react";
import type { Collection } from "../../contract/index.ts";
import { useHome } from "../actions/active-homes.ts";
import { rowMoves } from "../keys/row-moves.ts";
import { type CollectionAct, chosenCollectionHome } from "./collection-homes.ts";
import { CollectionRow, rowHeightPixels } from "./collection-row.tsx";
import styles from "./collections.module.css";

interface CollectionListProps {
  ref: Ref<HTMLElement>;
  collections: readonly Collection[];
  /** -1: none. */
  selected: number;
  marked: ReadonlySet<number>;
  isQdrantInUse: boolean;
  onSelect(index: number): void;
  onAct(act: CollectionAct, collection: Collection): void;
}

/** The list: only what is in view is drawn. Arrow keys move, the others are for the one that is chosen. */
export function CollectionList(props: CollectionListProps) {
  const { collections, selected, marked, isQdrantInUse, onSelect, onAct } = props;
  const scroller = useRef<HTMLDivElement>(null);
  useImperativeHandle(props.ref, () => scroller.current as HTMLElement, []);
  const virtualizer = useVirtualizer({
    count: collections.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPixels,
    overscan: 4,
  });
  useEffect(() => {
    if (selected >= 0) virtualizer.scrollToIndex(selected);
  }, [virtualizer, selected]);

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // A button of a row, or its menu, has keys of its own.
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return;
    const inView = event.currentTarget.clientHeight / rowHeightPixels;
    const moves = rowMoves({ count: collections.length, selected, inView, select: onSelect });
    const move = moves[event.key];
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    move();
  };
  const chosen = collections[selected];
  const context = chosen && {
    collection: chosen,
    chosen: 0,
    isQdrantInUse,
    onAct: (act: CollectionAct) => onAct(act, chosen),
  };
  // A button of a row, or its menu, is for that row.
  useHome(chosenCollectionHome, context, { scope: scroller, isExact: true });
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role="grid"
      aria-label="Collections"
      aria-rowcount={collections.length}
      aria-activedescendant={chosen ? `collection-${chosen.collectionId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={styles.sheet} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const collection = collections[index];
          if (!collection) return null;
          return (
            <CollectionRow
              key={collection.collectionId}
              collection={collection}
              row={index + 1}
              top={start}
              isSelected={index === selected}
              isMarked={marked.has(collection.collectionId)}
              isQdrantInUse={isQdrantInUse}
              onAct={(action) => {
                onSelect(index);
                onAct(action, collection);
              }}
            />
          );
        })}
      </div>
    </div>
  );
}
