/** Longer texts are no typing mistakes of each other. */
const longest = 255;

/** Three rows of the table of distances, one after the other; no call needs them when another begins. */
const rows = [0, 1, 2].map(() => new Uint16Array(longest + 1)) as [Uint16Array, Uint16Array, Uint16Array];

/**
 * Optimal string alignment: the restricted Damerau-Levenshtein distance (Boytsov 2011, "Indexing methods for approximate
 * dictionary searching", section 2.2).
 * @returns `limit` for all that is as far or farther
 */
export function editDistance(left: string, right: string, limit: number): number {
  if (Math.abs(left.length - right.length) >= limit) return limit;
  if (left.length > longest || right.length > longest) return limit;
  let [beforePrevious, previous, current] = rows;
  for (let column = 0; column <= right.length; column += 1) previous[column] = column;
  for (let row = 1; row <= left.length; row += 1) {
    const letter = left.charCodeAt(row - 1);
    let least = row;
    current[0] = row;
    for (let column = 1; column <= right.length; column += 1) {
      const other = right.charCodeAt(column - 1);
      const changed = at(previous, column - 1) + (letter === other ? 0 : 1);
      let distance = Math.min(changed, at(previous, column) + 1, at(current, column - 1) + 1);
      const isSwapped =
        row > 1 &&
        column > 1 &&
        letter === right.charCodeAt(column - 2) &&
        other === left.charCodeAt(row - 2);
      if (isSwapped) distance = Math.min(distance, at(beforePrevious, column - 2) + 1);
      current[column] = distance;
      least = Math.min(least, distance);
    }
    if (least >= limit) return limit;
    [beforePrevious, previous, current] = [previous, current, beforePrevious];
  }
  return Math.min(at(previous, right.length), limit);
}

const at = (row: Uint16Array, column: number) => row[column] as number;
