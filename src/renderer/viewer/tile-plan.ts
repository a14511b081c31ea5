import { type TileLevel, tileSizePixels } from "../../contract/index.ts";
import type { Box } from "./stage-view.ts";

/** How a picture is shown now. */
export interface TileView {
  levels: readonly TileLevel[];
  /** Of the whole picture as it is shown, in pixels of the screen. */
  width: number;
  height: number;
  /** What can be seen of it, as shares of its width and height. */
  visible: { left: number; top: number; right: number; bottom: number };
}

export interface TilePosition {
  level: number;
  column: number;
  row: number;
}

/** Images in the page, those of the size shown before included. */
export const mostTileImages = 60;

/** Larger by less than this looks as sharp. */
const softFrom = 0.8;

/** Around what can be seen, in pixels of the screen: a little is moved at once. */
const marginPixels = 200;

/** The coarsest level that is sharp at this size. */
export function levelFor({ levels, width }: TileView): number {
  const own = levels[0]?.width ?? 1;
  const sharp = Math.floor(Math.log2(own / (softFrom * width)) + 1e-9);
  return Math.max(0, Math.min(levels.length - 1, sharp));
}

/** The tiles that show what can be seen, the one in the middle first. */
export function tilesToShow(view: TileView): TilePosition[] {
  for (let level = levelFor(view); ; level++) {
    for (const margin of [marginPixels, 0]) {
      const tiles = tilesOf(view, level, margin);
      if (tiles.length <= mostTileImages) return tiles;
    }
    if (level >= view.levels.length - 1) return tilesOf(view, level, 0).slice(0, mostTileImages);
  }
}

function tilesOf(view: TileView, level: number, margin: number): TilePosition[] {
  const { left, top, right, bottom } = view.visible;
  const size = view.levels[level];
  if (!size || right <= left || bottom <= top) return [];
  const across = spans(view.width, level, view.levels[0]?.width ?? 1);
  const down = spans(view.height, level, view.levels[0]?.height ?? 1);
  const columns = range(left * view.width - margin, right * view.width + margin, across, size.width);
  const rows = range(top * view.height - margin, bottom * view.height + margin, down, size.height);
  const middle = {
    column: ((left + right) / 2) * (view.width / across),
    row: ((top + bottom) / 2) * (view.height / down),
  };
  const distance = ({ column, row }: TilePosition) =>
    Math.hypot(column + 0.5 - middle.column, row + 0.5 - middle.row);
  return rows
    .flatMap((row) => columns.map((column) => ({ level, column, row })))
    .sort((one, other) => distance(one) - distance(other));
}

/** How many pixels of the screen a tile takes. */
function spans(shown: number, level: number, own: number): number {
  return (tileSizePixels * 2 ** level * shown) / own;
}

function range(from: number, to: number, span: number, levelPixels: number): number[] {
  const last = Math.ceil(levelPixels / tileSizePixels) - 1;
  const first = Math.max(0, Math.floor(from / span));
  const end = Math.min(last, Math.ceil(to / span) - 1);
  return Array.from({ length: Math.max(0, end - first + 1) }, (_, at) => first + at);
}

/**
 * Where a tile lies on the picture, in pixels of the page. Its edges lie on pixels of the screen, where its neighbours'
 * do: there are no seams, and at 100 % each of its pixels is one.
 */
export function placeOf(view: TileView, { level, column, row }: TilePosition, pixelRatio: number): Box {
  const size = view.levels[level] ?? { width: 0, height: 0 };
  const [left, right] = edges(column, size.width, spans(view.width, level, view.levels[0]?.width ?? 1));
  const [top, bottom] = edges(row, size.height, spans(view.height, level, view.levels[0]?.height ?? 1));
  return {
    left: left / pixelRatio,
    top: top / pixelRatio,
    width: (right - left) / pixelRatio,
    height: (bottom - top) / pixelRatio,
  };
}

function edges(at: number, levelPixels: number, span: number): [number, number] {
  const end = Math.min((at + 1) * tileSizePixels, levelPixels) / tileSizePixels;
  return [Math.round(at * span), Math.round(end * span)];
}

/** Whether any of a tile can be seen. */
export function isSeen(view: TileView, { level, column, row }: TilePosition): boolean {
  const across = spans(view.width, level, view.levels[0]?.width ?? 1) / view.width;
  const down = spans(view.height, level, view.levels[0]?.height ?? 1) / view.height;
  const { left, top, right, bottom } = view.visible;
  return (
    column * across < right && (column + 1) * across > left && row * down < bottom && (row + 1) * down > top
  );
}
