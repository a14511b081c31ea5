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
  /** ThumbHashes, one after the other; a photo without one has none of these bytes. */
  readonly placeholders: Uint8Array;
  /** uint32 [count + 1]: where each photo's ThumbHash starts, then where the last one ends */
  readonly placeholderStarts: Uint32Array;
  /** Photos of which no more is known than this: few, and not there when there are none. */
  readonly coarseDates?: ReadonlyMap<number, CoarseDate>;
}

export type CoarseDate = "year" | "month";

export const noPhotos: PhotoColumns = {
  count: 0,
  assetIds: new Uint32Array(),
  takenAtMinutes: new Int32Array(),
  aspectRatios: new Uint16Array(),
  placeholders: new Uint8Array(),
  placeholderStarts: new Uint32Array(1),
};

/** The ThumbHash of a photo; empty where there is none. */
export function placeholderOf({ placeholders, placeholderStarts }: PhotoColumns, row: number): Uint8Array {
  return placeholders.subarray(placeholderStarts[row], placeholderStarts[row + 1]);
}

/** Native decoding is new in browsers (Chromium 140) and many times as fast. */
const decodesNatively = "fromBase64" in (Uint8Array as object);

export function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  if (decodesNatively) return Uint8Array.fromBase64(base64);
  const binary = atob(base64);
  const bytes = new Uint8Array(binary.length);
  for (let index = 0; index < binary.length; index++) bytes[index] = binary.charCodeAt(index);
  return bytes;
}

/** Reads what contract/photos.ts describes. */
export function decodeColumns(timeline: Timeline): PhotoColumns {
  const lengths = bytesOf(timeline.placeholderLengths);
  const placeholderStarts = new Uint32Array(timeline.count + 1);
  let end = 0;
  for (let row = 0; row < timeline.count; row++) {
    end += lengths[row] as number;
    placeholderStarts[row + 1] = end;
  }
  return {
    count: timeline.count,
    assetIds: new Uint32Array(bytesOf(timeline.assetIds).buffer),
    takenAtMinutes: new Int32Array(bytesOf(timeline.takenAtMinutes).buffer),
    aspectRatios: new Uint16Array(bytesOf(timeline.aspectRatios).buffer),
    placeholders: bytesOf(timeline.placeholders),
    placeholderStarts,
    ...coarseDatesOf(timeline),
  };
}

function coarseDatesOf({
  yearAssetIds = "",
  monthAssetIds = "",
}: Timeline): Pick<PhotoColumns, "coarseDates"> {
  const idsIn = (base64: string) => [...new Uint32Array(bytesOf(base64).buffer)];
  const dates = new Map<number, CoarseDate>([
    ...idsIn(yearAssetIds).map((id) => [id, "year"] as const),
    ...idsIn(monthAssetIds).map((id) => [id, "month"] as const),
  ]);
  return dates.size > 0 ? { coarseDates: dates } : {};
}
