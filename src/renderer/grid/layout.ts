import { lastAtMost } from "../bisect.ts";
import type { PhotoList } from "./photo-list.ts";

export type GridMode = "justified" | "square";

export interface LayoutOptions {
  /** Of the grid's inside. */
  widthPixels: number;
  /** How tall rows are meant to be; justified ones come close. */
  rowHeightPixels: number;
  mode: GridMode;
}

/**
 * Where every photo of a grid lies. Rows are kept as typed arrays, so that laying out 100,000 photos takes a few
 * milliseconds; a row is a heading or a line of photos.
 */
export interface GridLayout {
  readonly options: LayoutOptions;
  readonly rowCount: number;
  /** float64 [rowCount] */
  readonly tops: Float64Array;
  /** float32 [rowCount] */
  readonly heights: Float32Array;
  /** uint32 [rowCount]: position of the row's first photo */
  readonly firsts: Uint32Array;
  /** uint16 [rowCount]: photos in the row; 0 for a heading */
  readonly lengths: Uint16Array;
  readonly heightPixels: number;
}

export const gapPixels = 4;
/** Above the first row and below the last one. */
export const paddingPixels = 16;
export const headingHeightPixels = 48;

/** A panorama is not allowed to be a hairline, nor a chat screenshot a tower. */
const narrowest = 0.45;
const widest = 3.2;

export function shownRatio(list: PhotoList, position: number, mode: GridMode): number {
  if (mode === "square") return 1;
  return Math.min(widest, Math.max(narrowest, list.aspectRatio(position)));
}

class Rows {
  readonly tops: number[] = [];
  readonly heights: number[] = [];
  readonly firsts: number[] = [];
  readonly lengths: number[] = [];
  top = 0;

  add(first: number, length: number, height: number): void {
    this.tops.push(this.top);
    this.heights.push(height);
    this.firsts.push(first);
    this.lengths.push(length);
    this.top += height + (length === 0 ? 0 : gapPixels);
  }
}

export function layOut(list: PhotoList, options: LayoutOptions): GridLayout {
  const rows = new Rows();
  for (let start = 0; start < list.count; ) {
    const end = sectionEnd(list, start);
    if (list.heading?.(start)) rows.add(start, 0, headingHeightPixels);
    if (options.mode === "square") addSquareRows(rows, start, end, options);
    else addJustifiedRows(rows, list, start, end, options);
    start = end;
  }
  return {
    options,
    rowCount: rows.tops.length,
    tops: Float64Array.from(rows.tops),
    heights: Float32Array.from(rows.heights),
    firsts: Uint32Array.from(rows.firsts),
    lengths: Uint16Array.from(rows.lengths),
    heightPixels: rows.top,
  };
}

function sectionEnd(list: PhotoList, start: number): number {
  if (!list.section) return list.count;
  const section = list.section(start);
  let end = start + 1;
  while (end < list.count && list.section(end) === section) end++;
  return end;
}

function addSquareRows(rows: Rows, start: number, end: number, options: LayoutOptions): void {
  const { widthPixels, rowHeightPixels } = options;
  const columns = Math.max(1, Math.round((widthPixels + gapPixels) / (rowHeightPixels + gapPixels)));
  const side = (widthPixels - gapPixels * (columns - 1)) / columns;
  for (let first = start; first < end; first += columns)
    rows.add(first, Math.min(columns, end - first), side);
}

/** Photos are put into a row until it would be lower than meant, then the row is made to fill the width exactly. */
function addJustifiedRows(
  rows: Rows,
  list: PhotoList,
  start: number,
  end: number,
  options: LayoutOptions,
): void {
  const { widthPixels, rowHeightPixels, mode } = options;
  let first = start;
  let ratios = 0;
  for (let position = start; position < end; position++) {
    const ratio = shownRatio(list, position, mode);
    const length = position - first;
    const withIt = rowHeight(widthPixels, length + 1, ratios + ratio);
    if (length > 0 && withIt < rowHeightPixels) {
      const without = rowHeight(widthPixels, length, ratios);
      // Whichever comes closer to the height that is meant, in proportion.
      if (rowHeightPixels / withIt > without / rowHeightPixels) {
        rows.add(first, length, without);
        first = position;
        ratios = 0;
      } else {
        rows.add(first, length + 1, withIt);
        first = position + 1;
        ratios = 0;
        continue;
      }
    }
    ratios += ratio;
  }
  if (first < end) {
    // The last row keeps the height that is meant and may end early.
    rows.add(first, end - first, Math.min(rowHeightPixels, rowHeight(widthPixels, end - first, ratios)));
  }
}

function rowHeight(widthPixels: number, length: number, ratios: number): number {
  return (widthPixels - gapPixels * (length - 1)) / ratios;
}

/** The row that holds this height; the last one for anything below. */
export function rowAt(layout: GridLayout, y: number): number {
  return lastAtMost(layout.tops, y);
}

/** The row in which a photo lies. */
export function rowOf(layout: GridLayout, position: number): number {
  return lastAtMost(layout.firsts, position);
}

export interface Box {
  position: number;
  left: number;
  width: number;
}

/** The photos of a row, from left to right. */
export function boxesOf(layout: GridLayout, row: number, list: PhotoList): Box[] {
  const height = layout.heights[row] as number;
  const first = layout.firsts[row] as number;
  const boxes: Box[] = [];
  let left = 0;
  for (let position = first; position < first + (layout.lengths[row] as number); position++) {
    const width = height * shownRatio(list, position, layout.options.mode);
    boxes.push({ position, left, width });
    left += width + gapPixels;
  }
  return boxes;
}

/** The photo above or below this one, nearest to its middle; itself at the edge of the grid. */
export function verticalNeighbour(
  layout: GridLayout,
  list: PhotoList,
  position: number,
  step: 1 | -1,
): number {
  const row = rowOf(layout, position);
  const own = boxesOf(layout, row, list).find((box) => box.position === position);
  if (!own) return position;
  let next = row + step;
  while (next >= 0 && next < layout.rowCount && layout.lengths[next] === 0) next += step;
  if (next < 0 || next >= layout.rowCount) return position;
  const middle = own.left + own.width / 2;
  const distance = (box: Box): number => Math.abs(box.left + box.width / 2 - middle);
  const boxes = boxesOf(layout, next, list);
  return boxes.reduce((best, box) => (distance(box) < distance(best) ? box : best)).position;
}
