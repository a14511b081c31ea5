/**
 * Of folders counted with all that lies in them only those that tell photos apart: one that holds no photo more than a
 * folder in it says nothing that this one does not ("/", "/home", "/home/ada" all hold the photos of "/home/ada/Photos").
 * @param counts by node
 * @param parents the folder around each node
 */
export function tellingFolders(counts: Float64Array, parents: readonly number[]): Float64Array {
  const largestInside = new Float64Array(counts.length);
  for (let node = 0; node < counts.length; node++) {
    const parent = parents[node] as number;
    if (parent >= 0)
      largestInside[parent] = Math.max(largestInside[parent] as number, counts[node] as number);
  }
  return counts.map((count, node) => (count > (largestInside[node] as number) ? count : 0));
}
