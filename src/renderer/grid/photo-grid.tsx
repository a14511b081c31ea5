import {
  type DragEvent,
  type KeyboardEvent,
  type MouseEvent,
  useEffect,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
} from "react";
import { dragPhotos } from "./dragging.ts";
import styles from "./grid.module.css";
import { GridRow } from "./grid-row.tsx";
import {
  type GridLayout,
  type GridMode,
  layOut,
  paddingPixels,
  rowAt,
  rowOf,
  verticalNeighbour,
} from "./layout.ts";
import type { PhotoList } from "./photo-list.ts";
import { Scrubber } from "./scrubber.tsx";
import type { Choosing, Selection } from "./selection.ts";
import { useScrollAnchor } from "./use-scroll-anchor.ts";
import { useViewport } from "./use-viewport.ts";

export interface PhotoGridProps {
  list: PhotoList;
  name: string;
  /** Other photos are about to take the place of these. */
  isBusy: boolean;
  mode: GridMode;
  rowHeightPixels: number;
  /** Where the current photo is; -1: none. */
  selected: number;
  selection: Selection;
  onSelect(position: number, how?: Choosing): void;
  onOpen(position: number): void;
  onMenu(position: number, at: { x: number; y: number }): void;
  /** The last photos are in view: more may be asked for. */
  onEnd?(): void;
  /** Where to scroll to at first. */
  initialScrollTop?: number;
  /** With the positions of the photos that are then to be seen, both ends included. */
  onScrolled?(scrollTop: number, first: number, last: number): void;
}

/** Rows drawn beyond what is to be seen, above and below. */
const overscanPixels = 600;

export function PhotoGrid(props: PhotoGridProps) {
  const { list, mode, rowHeightPixels, selected, onEnd, onScrolled } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const gridId = useId();
  const viewport = useViewport(scroller);
  const widthPixels = Math.max(120, viewport.width - 2 * paddingPixels);
  const isMeasured = viewport.width > 0;
  const layout = useMemo(
    // As wide as nothing, a large library would be laid out once for nobody.
    () => layOut(isMeasured ? list : { ...list, count: 0 }, { widthPixels, rowHeightPixels, mode }),
    [isMeasured, list, widthPixels, rowHeightPixels, mode],
  );
  useScrollAnchor(scroller, layout, list);
  useInitialScroll(scroller, layout, isMeasured, props.initialScrollTop ?? 0);
  useReveal(scroller, layout, selected);

  const top = viewport.top - overscanPixels;
  const bottom = viewport.top + viewport.height + overscanPixels;
  const firstRow = layout.rowCount === 0 ? 0 : rowAt(layout, top);
  const lastRow = layout.rowCount === 0 ? -1 : rowAt(layout, bottom);

  useEffect(() => {
    if (isMeasured && lastRow === layout.rowCount - 1) onEnd?.();
  }, [isMeasured, lastRow, layout, onEnd]);
  const shown = useRef({ first: 0, last: -1 });
  shown.current = {
    first: layout.firsts[firstRow] ?? 0,
    last: (layout.firsts[lastRow + 1] ?? list.count) - 1,
  };
  useEffect(
    () => onScrolled?.(viewport.top, shown.current.first, shown.current.last),
    [viewport.top, onScrolled],
  );

  const rows = [];
  for (let row = firstRow; row <= lastRow; row++) rows.push(row);
  return (
    <div className={styles.frame}>
      <div
        ref={scroller}
        className={styles.scroller}
        role="grid"
        aria-label={props.name}
        aria-busy={props.isBusy}
        aria-rowcount={layout.rowCount}
        aria-activedescendant={selected >= 0 ? `${gridId}-${selected}` : undefined}
        aria-multiselectable
        tabIndex={0}
        onKeyDown={(event) => onKey(event, props, layout)}
        onClick={(event) => onClick(event, props, list)}
        onContextMenu={(event) => onContextMenu(event, props)}
        onDragStart={(event) => onDragStart(event, props)}
        data-testid="photo-grid"
      >
        <div
          className={styles.sheet}
          role="presentation"
          style={{ height: layout.heightPixels + 2 * paddingPixels }}
        >
          {rows.map((row) => (
            <GridRow
              key={row}
              row={row}
              layout={layout}
              gridId={gridId}
              isBlank={viewport.isFlinging}
              list={list}
              selected={selected}
              selection={props.selection}
            />
          ))}
        </div>
      </div>
      <Scrubber list={list} layout={layout} scroller={scroller} viewport={viewport} />
    </div>
  );
}

function positionOf(event: MouseEvent<HTMLElement>): number {
  const tile = (event.target as HTMLElement).closest<HTMLElement>("[role=gridcell]");
  return tile ? Number(tile.id.slice(tile.id.lastIndexOf("-") + 1)) : -1;
}

function onClick(event: MouseEvent<HTMLElement>, props: PhotoGridProps, list: PhotoList): void {
  const position = positionOf(event);
  if (position < 0 || position >= list.count) return;
  // With these keys photos are only chosen: the facts of this one are shown, the grid stays.
  if (event.shiftKey) props.onSelect(position, "range");
  else if (event.ctrlKey || event.metaKey) props.onSelect(position, "toggle");
  else {
    props.onSelect(position);
    props.onOpen(position);
  }
}

function onContextMenu(event: MouseEvent<HTMLElement>, props: PhotoGridProps): void {
  const position = positionOf(event);
  if (position < 0) return;
  event.preventDefault();
  props.onMenu(position, { x: event.clientX, y: event.clientY });
}

/** One of several that are chosen takes them along. */
function onDragStart(event: DragEvent<HTMLElement>, { list, selection }: PhotoGridProps): void {
  const position = positionOf(event);
  if (position < 0) return;
  const assetId = list.assetId(position);
  dragPhotos(event.dataTransfer, selection.marked.has(assetId) ? [...selection.marked] : [assetId]);
}

function onKey(event: KeyboardEvent<HTMLElement>, props: PhotoGridProps, layout: GridLayout): void {
  const { list, selected, onSelect, onMenu } = props;
  if (list.count === 0 || event.altKey) return;
  if (event.ctrlKey || event.metaKey) {
    onChoosingKey(event, props);
    return;
  }
  const current = Math.max(0, Math.min(selected, list.count - 1));
  const page = Math.max(1, Math.floor(event.currentTarget.clientHeight / layout.options.rowHeightPixels));
  const move = (to: number) =>
    onSelect(Math.max(0, Math.min(list.count - 1, to)), event.shiftKey ? "range" : "one");
  const down = (steps: number, step: 1 | -1) => {
    let position = current;
    for (let taken = 0; taken < steps; taken++) position = verticalNeighbour(layout, list, position, step);
    move(position);
  };
  const actions: Record<string, () => void> = {
    ArrowRight: () => move(selected < 0 ? 0 : current + 1),
    ArrowLeft: () => move(current - 1),
    ArrowDown: () => (selected < 0 ? move(0) : down(1, 1)),
    ArrowUp: () => down(1, -1),
    PageDown: () => down(page, 1),
    PageUp: () => down(page, -1),
    Home: () => move(0),
    End: () => move(list.count - 1),
    ContextMenu: () => openMenuBeside(event.currentTarget, current, onMenu),
    F10: () => event.shiftKey && openMenuBeside(event.currentTarget, current, onMenu),
  };
  const action = actions[event.key];
  if (!action) return;
  event.preventDefault();
  event.stopPropagation();
  action();
}

/** Ctrl or Cmd with Space takes one more. */
function onChoosingKey(event: KeyboardEvent<HTMLElement>, { selected, onSelect }: PhotoGridProps): void {
  if (event.key !== " " || selected < 0) return;
  onSelect(selected, "toggle");
  event.preventDefault();
  event.stopPropagation();
}

function openMenuBeside(grid: HTMLElement, position: number, onMenu: PhotoGridProps["onMenu"]): void {
  const tile = grid.querySelector<HTMLElement>(`[id$="-${position}"]`);
  const { left, bottom } = (tile ?? grid).getBoundingClientRect();
  onMenu(position, { x: left + 16, y: bottom - 16 });
}

function useInitialScroll(
  scroller: React.RefObject<HTMLDivElement | null>,
  layout: GridLayout,
  isMeasured: boolean,
  scrollTop: number,
): void {
  const isDone = useRef(false);
  useLayoutEffect(() => {
    if (isDone.current || !isMeasured || layout.rowCount === 0) return;
    isDone.current = true;
    if (scroller.current && scrollTop > 0) scroller.current.scrollTop = scrollTop;
  }, [scroller, layout, isMeasured, scrollTop]);
}

/** Keeps the selected photo in view when the selection moves. */
function useReveal(
  scroller: React.RefObject<HTMLDivElement | null>,
  layout: GridLayout,
  selected: number,
): void {
  const latest = useRef(layout);
  latest.current = layout;
  const isLaidOut = layout.rowCount > 0;
  useEffect(() => {
    const element = scroller.current;
    if (!element || selected < 0 || !isLaidOut) return;
    const row = rowOf(latest.current, selected);
    const top = (latest.current.tops[row] as number) + paddingPixels;
    const bottom = top + (latest.current.heights[row] as number);
    if (top < element.scrollTop) element.scrollTop = top - paddingPixels;
    else if (bottom > element.scrollTop + element.clientHeight) {
      element.scrollTop = bottom - element.clientHeight + paddingPixels;
    }
  }, [scroller, selected, isLaidOut]);
}
