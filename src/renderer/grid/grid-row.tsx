import { useOfflinePhotos } from "../api/offline-photos.ts";
import { useSentences } from "../captions/use-sentences.ts";
import styles from "./grid.module.css";
import { boxesOf, type GridLayout, paddingPixels } from "./layout.ts";
import type { PhotoList } from "./photo-list.ts";
import { isChosen, type Selection } from "./selection.ts";
import { Tile } from "./tile.tsx";

interface GridRowProps {
  list: PhotoList;
  /** Where the current photo is; -1: none. */
  selected: number;
  selection: Selection;
  row: number;
  layout: GridLayout;
  gridId: string;
  /** Nobody can see it yet. */
  isBlank: boolean;
}

/** A line of photos, or the heading over those that follow. */
export function GridRow({ row, layout, list, gridId, selected, selection, isBlank }: GridRowProps) {
  const offline = useOfflinePhotos();
  const sentenceOf = useSentences(idsOf(layout, row, list), !isBlank);
  const top = (layout.tops[row] as number) + paddingPixels;
  const height = layout.heights[row] as number;
  const first = layout.firsts[row] as number;
  if (layout.lengths[row] === 0) {
    return (
      <div role="row" aria-rowindex={row + 1} className={styles.row} style={{ top, height }}>
        <div role="rowheader" className={styles.heading}>
          {list.heading?.(first)}
        </div>
      </div>
    );
  }
  return (
    <div role="row" aria-rowindex={row + 1} className={styles.row} style={{ top, height }}>
      {boxesOf(layout, row, list).map(({ position, left, width }, column) => (
        <Tile
          key={list.assetId(position)}
          assetId={list.assetId(position)}
          id={`${gridId}-${position}`}
          column={column + 1}
          left={left}
          width={width}
          height={height}
          label={list.label(position, sentenceOf(list.assetId(position)))}
          sentence={sentenceOf(list.assetId(position))}
          hint={list.hint?.(position, sentenceOf(list.assetId(position)))}
          reasons={list.reasons?.(position)}
          placeholder={list.placeholder(position)}
          isSelected={isChosen(selection, list.assetId(position))}
          isCurrent={position === selected}
          isMarked={selection.marked.has(list.assetId(position))}
          owner={list.owner?.(position)}
          isOffline={offline.has(list.assetId(position))}
          isBlank={isBlank}
        />
      ))}
    </div>
  );
}

function idsOf(layout: GridLayout, row: number, list: PhotoList): number[] {
  const first = layout.firsts[row] as number;
  return Array.from({ length: layout.lengths[row] as number }, (_, at) => list.assetId(first + at));
}
