import { noPhotos, type PhotoColumns } from "./columns.ts";

/**
 * The photos known, less those removed, with those that came or changed put where they belong: newest first, of the
 * same minute the higher id first. One pass over both, which have that order already; what lies between two changes is
 * copied in one go.
 */
export function mergeColumns(
  known: PhotoColumns,
  changed: PhotoColumns,
  removedAssetIds: Uint32Array,
): PhotoColumns {
  const dropped = new Set<number>([...removedAssetIds, ...changed.assetIds]);
  const merged = new Merged([known, changed]);
  let next = 0;
  let first = 0;
  for (let row = 0; row < known.count; row++) {
    const isDropped = dropped.has(known.assetIds[row] as number);
    if (!isDropped && !isBefore(changed, next, known, row)) continue;
    merged.append(known, first, row);
    first = isDropped ? row + 1 : row;
    if (isDropped) continue;
    const firstChanged = next;
    while (isBefore(changed, next, known, row)) next++;
    merged.append(changed, firstChanged, next);
  }
  merged.append(known, first, known.count);
  merged.append(changed, next, changed.count);
  return { ...merged.columns(), ...mergeCoarse(known, changed, dropped) };
}

function mergeCoarse(
  known: PhotoColumns,
  changed: PhotoColumns,
  dropped: ReadonlySet<number>,
): Pick<PhotoColumns, "coarseDates"> {
  const kept = [...(known.coarseDates ?? [])].filter(([assetId]) => !dropped.has(assetId));
  const coarseDates = new Map([...kept, ...(changed.coarseDates ?? [])]);
  return coarseDates.size > 0 ? { coarseDates } : {};
}

/** False for a row that is not there. */
function isBefore(left: PhotoColumns, leftRow: number, right: PhotoColumns, rightRow: number): boolean {
  if (leftRow >= left.count) return false;
  const difference = (left.takenAtMinutes[leftRow] as number) - (right.takenAtMinutes[rightRow] as number);
  if (difference !== 0) return difference > 0;
  return (left.assetIds[leftRow] as number) > (right.assetIds[rightRow] as number);
}

/** Columns that grow by runs of rows of others. */
class Merged {
  #count = 0;
  readonly #columns: PhotoColumns;

  /** @param parts all that can come in */
  constructor(parts: readonly PhotoColumns[]) {
    const most = parts.reduce((sum, { count }) => sum + count, 0);
    this.#columns = {
      count: most,
      assetIds: new Uint32Array(most),
      takenAtMinutes: new Int32Array(most),
      aspectRatios: new Uint16Array(most),
      placeholders: new Uint8Array(parts.reduce((sum, { placeholders }) => sum + placeholders.length, 0)),
      placeholderStarts: new Uint32Array(most + 1),
    };
  }

  /** Rows from `first` to before `end`. */
  append(from: PhotoColumns, first: number, end: number): void {
    if (first >= end) return;
    const at = this.#count;
    const { assetIds, takenAtMinutes, aspectRatios, placeholders, placeholderStarts } = this.#columns;
    assetIds.set(from.assetIds.subarray(first, end), at);
    takenAtMinutes.set(from.takenAtMinutes.subarray(first, end), at);
    aspectRatios.set(from.aspectRatios.subarray(first, end), at);
    const firstByte = from.placeholderStarts[first] as number;
    const here = placeholderStarts[at] as number;
    placeholders.set(from.placeholders.subarray(firstByte, from.placeholderStarts[end]), here);
    const shift = here - firstByte;
    for (let row = first; row < end; row++) {
      placeholderStarts[at + row - first + 1] = (from.placeholderStarts[row + 1] as number) + shift;
    }
    this.#count += end - first;
  }

  columns(): PhotoColumns {
    const count = this.#count;
    if (count === 0) return noPhotos;
    return {
      count,
      assetIds: this.#columns.assetIds.subarray(0, count),
      takenAtMinutes: this.#columns.takenAtMinutes.subarray(0, count),
      aspectRatios: this.#columns.aspectRatios.subarray(0, count),
      placeholders: this.#columns.placeholders.subarray(0, this.#columns.placeholderStarts[count]),
      placeholderStarts: this.#columns.placeholderStarts.subarray(0, count + 1),
    };
  }
}
