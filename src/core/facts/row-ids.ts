/** Which photo a row is of. */
export interface RowIds {
  readonly rows: number;
  /** Ascending, as far as there are rows. */
  readonly ids: Int32Array;
}

/** @returns -1 for one that has no row */
export function rowOf({ rows, ids }: RowIds, assetId: number): number {
  if (rows === 0) return -1;
  // Where no number between is missing nothing need be looked for.
  const guess = assetId - (ids[0] as number);
  if (guess >= 0 && guess < rows && ids[guess] === assetId) return guess;
  let [low, high] = [0, Math.min(rows, Math.max(0, guess + 1))];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ids[middle] as number) < assetId) low = middle + 1;
    else high = middle;
  }
  return low < rows && ids[low] === assetId ? low : -1;
}
