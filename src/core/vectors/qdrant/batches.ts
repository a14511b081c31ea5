/**
 * What one request may carry: Qdrant takes 32 MB (`max_request_size_mb`), and a server that answers soon is one that can
 * be asked in between.
 */
export const requestLimits = { points: 256, bytes: 8 * 1024 ** 2 };

/** Ids of one request to read: some 40 bytes each. */
export const idsPerRequest = 1000;

/** In order, each as large as the limits let it be; what is too large by itself goes by itself. */
export function* inBatches<Item>(
  items: Iterable<Item>,
  limits: { count: number; bytes?: number },
  bytesOf: (item: Item) => number = () => 0,
): Generator<Item[]> {
  let batch: Item[] = [];
  let bytes = 0;
  for (const item of items) {
    const more = bytesOf(item);
    const isFull = batch.length >= limits.count || bytes + more > (limits.bytes ?? Number.POSITIVE_INFINITY);
    if (isFull && batch.length > 0) {
      yield batch;
      batch = [];
      bytes = 0;
    }
    batch.push(item);
    bytes += more;
  }
  if (batch.length > 0) yield batch;
}
