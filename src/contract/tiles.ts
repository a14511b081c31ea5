import { z } from "zod";
import { mediaPathPrefix } from "./media.ts";

/** A tile's sides; those at the right and lower edge of a level are smaller. */
export const tileSizePixels = 768;

/** One size of a photo, cut into tiles from its upper left corner. */
export const tileLevelSchema = z.object({
  width: z.number().int().positive(),
  height: z.number().int().positive(),
});
export type TileLevel = z.infer<typeof tileLevelSchema>;

/**
 * All pixels of a photo, upright and in sRGB: level 0 has the photo's own, each further one half as many on both sides
 * (rounded down; a pixel of level n lies on 2^n x 2^n pixels of level 0), down to one that is a single tile or a line.
 */
export const tileDescriptionSchema = z.object({
  /** Names the content and how its tiles are made: what lies at an address with it never changes. */
  key: z.string(),
  /** None where the photo's preview is its own file: all of its pixels are there already. */
  levels: z.array(tileLevelSchema),
});
export type TileDescription = z.infer<typeof tileDescriptionSchema>;

const positionSchema = z.number().int().min(0).max(65_535);

export const tileAddressSchema = z.object({
  assetId: z.number().int().positive(),
  key: z.string().regex(/^[0-9a-f]{16,64}-\d{1,4}$/),
  level: z.number().int().min(0).max(31),
  column: positionSchema,
  row: positionSchema,
});
export type TileAddress = z.infer<typeof tileAddressSchema>;

/** Their address names content and making, so nobody need ask twice; for an hour, since a disk is no place for them. */
export const tileCaching = "private, max-age=3600, immutable";

const tilePathPrefix = `${mediaPathPrefix}tile/`;

/** `/media/tile/17/KEY/0/3/4`: the address of a tile, relative to the page's origin; column before row. */
export function tilePath({ assetId, key, level, column, row }: TileAddress): string {
  return `${tilePathPrefix}${[assetId, key, level, column, row].join("/")}`;
}

const tilePathPattern = /^(\d{1,15})\/([^/]+)\/(\d{1,2})\/(\d{1,5})\/(\d{1,5})$/;

/** Reads an address made by `tilePath`; undefined for anything else. */
export function parseTilePath(path: string): TileAddress | undefined {
  const match = path.startsWith(tilePathPrefix) && tilePathPattern.exec(path.slice(tilePathPrefix.length));
  if (!match) return undefined;
  const [, assetId, key, level, column, row] = match;
  const address = { assetId, level, column, row };
  const numbers = Object.entries(address).map(([name, digits]) => [name, Number(digits)]);
  const parsed = tileAddressSchema.safeParse({ ...Object.fromEntries(numbers), key });
  // Leading zeros would give one tile many addresses.
  return parsed.success && tilePath(parsed.data) === path ? parsed.data : undefined;
}
