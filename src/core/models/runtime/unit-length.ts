/**
 * Scales every row to length 1, in place, so that a dot product is the cosine.
 * @param rows float32 [count, dimensions]
 */
export function unitLength(rows: Float32Array, dimensions: number): Float32Array {
  for (let start = 0; start < rows.length; start += dimensions) {
    const row = rows.subarray(start, start + dimensions);
    const length = Math.hypot(...row);
    if (length > 0) row.set(row.map((value) => value / length));
  }
  return rows;
}
