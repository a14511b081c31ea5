import { type TileLevel, tileSizePixels } from "../../../contract/tiles.ts";

export interface Rectangle {
  left: number;
  top: number;
  width: number;
  height: number;
}

/** EXIF's orientation, 1 to 8: how what is stored has to be turned to stand upright. */
export type Orientation = number;

/**
 * The sizes that a picture is kept in: each half of the one before, rounded down, to the first that is one tile, or that
 * is one pixel wide or high. libvips' pyramids have the same.
 */
export function levelsOf({ width, height }: TileLevel): TileLevel[] {
  const levels = [{ width, height }];
  for (let level = { width, height }; isHalved(level); ) {
    level = { width: level.width >> 1, height: level.height >> 1 };
    levels.push(level);
  }
  return levels;
}

function isHalved({ width, height }: TileLevel): boolean {
  return Math.max(width, height) > tileSizePixels && Math.min(width, height) > 1;
}

/** What a picture's pyramid takes on the disk, nearly: whole tiles of 8 bit a channel for each level. */
export function pyramidBytes(size: TileLevel, channels: 3 | 4): number {
  const tiles = (pixels: number) => Math.ceil(pixels / tileSizePixels);
  return levelsOf(size).reduce(
    (sum, { width, height }) => sum + tiles(width) * tiles(height) * tileSizePixels ** 2 * channels,
    0,
  );
}

/** Where a tile lies in its level; undefined where there is none. */
export function tileRectangle(level: TileLevel, column: number, row: number): Rectangle | undefined {
  const [left, top] = [column * tileSizePixels, row * tileSizePixels];
  if (left >= level.width || top >= level.height) return undefined;
  return {
    left,
    top,
    width: Math.min(tileSizePixels, level.width - left),
    height: Math.min(tileSizePixels, level.height - top),
  };
}

/** Whether width and height change places. */
export function isOnItsSide(orientation: Orientation): boolean {
  return orientation >= 5;
}

export function uprightSize({ width, height }: TileLevel, orientation: Orientation): TileLevel {
  return isOnItsSide(orientation) ? { width: height, height: width } : { width, height };
}

/** Orientations that count columns, or rows, of what is stored from the other end (EXIF 2.32, tag 274). */
const fromTheRight = new Set([2, 3, 7, 8]);
const fromBelow = new Set([3, 4, 6, 7]);

/**
 * Where a part of the upright picture lies in what is stored.
 * @param upright size of the whole, upright
 */
export function storedRectangle(part: Rectangle, upright: TileLevel, orientation: Orientation): Rectangle {
  const stored = uprightSize(upright, orientation);
  const { left, top, width, height } = isOnItsSide(orientation)
    ? { left: part.top, top: part.left, width: part.height, height: part.width }
    : part;
  return {
    left: fromTheRight.has(orientation) ? stored.width - left - width : left,
    top: fromBelow.has(orientation) ? stored.height - top - height : top,
    width,
    height,
  };
}
