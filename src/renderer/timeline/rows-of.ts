import { type PhotoColumns, placeholderOf } from "./columns.ts";

/** These photos of all, in the same order. A hundred thousand take a few milliseconds: nothing is made for each. */
export function rowsOf(photos: PhotoColumns, wanted: ReadonlySet<number>): PhotoColumns {
  const rows = new Uint32Array(Math.min(wanted.size, photos.count));
  let count = 0;
  let bytes = 0;
  for (let row = 0; row < photos.count && count < rows.length; row++) {
    if (!wanted.has(photos.assetIds[row] as number)) continue;
    rows[count++] = row;
    bytes += (photos.placeholderStarts[row + 1] as number) - (photos.placeholderStarts[row] as number);
  }
  const chosen = {
    count,
    assetIds: new Uint32Array(count),
    takenAtMinutes: new Int32Array(count),
    aspectRatios: new Uint16Array(count),
    placeholders: new Uint8Array(bytes),
    placeholderStarts: new Uint32Array(count + 1),
    ...(photos.coarseDates && { coarseDates: photos.coarseDates }),
  };
  for (let at = 0, end = 0; at < count; at++) {
    const row = rows[at] as number;
    chosen.assetIds[at] = photos.assetIds[row] as number;
    chosen.takenAtMinutes[at] = photos.takenAtMinutes[row] as number;
    chosen.aspectRatios[at] = photos.aspectRatios[row] as number;
    const placeholder = placeholderOf(photos, row);
    chosen.placeholders.set(placeholder, end);
    end += placeholder.length;
    chosen.placeholderStarts[at + 1] = end;
  }
  return chosen;
}
