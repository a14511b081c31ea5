import type { Timeline } from "../../contract/index.ts";

/** All photos as columns, newest first: typed arrays, so that 100,000 of them are a few objects. */
export interface PhotoColumns {
  readonly count: number;
  /** uint32 [count] */
  readonly assetIds: Uint32Array;
  /** int32 [count], wall-clock minutes since 1970 */
  readonly takenAtMinutes: Int32Array;
  /** uint16 [count], width / height x 1000 */
  readonly aspectRatios: Uint16Array;
  /** uint8 [count][length]: ThumbHashes, empty where there is none */
  readonly placeholders: readonly Uint8Array[];
}

export const noPhotos: PhotoColumns = {
  count: 0,
  assetIds: new Uint32Array(),
  takenAtMinutes: new Int32Array(),
  aspectRatios: new Uint16Array(),
  placeholders: [],
};

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.fromBase64(base64);
}

/** Reads what contract/photos.ts describes. */
export function decodeColumns(timeline: Timeline): PhotoColumns {
  const lengths = bytesOf(timeline.placeholderLengths);
  const hashes = bytesOf(timeline.placeholders);
  const placeholders: Uint8Array[] = [];
  let offset = 0;
  for (const length of lengths) {
    placeholders.push(hashes.subarray(offset, offset + length));
    offset += length;
  }
  return {
    count: timeline.count,
    assetIds: new Uint32Array(bytesOf(timeline.assetIds).buffer),
    takenAtMinutes: new Int32Array(bytesOf(timeline.takenAtMinutes).buffer),
    aspectRatios: new Uint16Array(bytesOf(timeline.aspectRatios).buffer),
    placeholders,
  };
}

/**
 * The photos known, less those removed, with those that came or changed put where they belong: newest first, of the
 * same minute the higher id first. One pass over both, which have that order already.
 */
export function mergeColumns(
  known: PhotoColumns,
  changed: PhotoColumns,
  removedAssetIds: Uint32Array,
): PhotoColumns {
  const dropped = new Set<number>([...removedAssetIds, ...changed.assetIds]);
  const most = known.count + changed.count;
  const merged = {
    assetIds: new Uint32Array(most),
    takenAtMinutes: new Int32Array(most),
    aspectRatios: new Uint16Array(most),
    placeholders: [] as Uint8Array[],
  };
  let count = 0;
  const take = (from: PhotoColumns, row: number): void => {
    merged.assetIds[count] = from.assetIds[row] as number;
    merged.takenAtMinutes[count] = from.takenAtMinutes[row] as number;
    merged.aspectRatios[count] = from.aspectRatios[row] as number;
    merged.placeholders.push(from.placeholders[row] as Uint8Array);
    count += 1;
  };
  let next = 0;
  for (let row = 0; row < known.count; row++) {
    if (dropped.has(known.assetIds[row] as number)) continue;
    while (next < changed.count && isBefore(changed, next, known, row)) take(changed, next++);
    take(known, row);
  }
  while (next < changed.count) take(changed, next++);
  return {
    count,
    assetIds: merged.assetIds.slice(0, count),
    takenAtMinutes: merged.takenAtMinutes.slice(0, count),
    aspectRatios: merged.aspectRatios.slice(0, count),
    placeholders: merged.placeholders,
  };
}

function isBefore(left: PhotoColumns, leftRow: number, right: PhotoColumns, rightRow: number): boolean {
  const difference = (left.takenAtMinutes[leftRow] as number) - (right.takenAtMinutes[rightRow] as number);
  if (difference !== 0) return difference > 0;
  return (left.assetIds[leftRow] as number) > (right.assetIds[rightRow] as number);
}
