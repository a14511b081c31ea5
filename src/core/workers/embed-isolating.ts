import { isShoeboxError } from "../errors.ts";
import type { FileProblem } from "../imaging/problem.ts";

/** What became of each picture of a batch. */
export interface EmbeddedBatch<Item> {
  /** float32 [dimensions] each. */
  embedded: { item: Item; vector: Float32Array }[];
  failed: { item: Item; problem: FileProblem }[];
}

/**
 * A worker that died is replaced by its pool, and the batch tried once more; then picture by picture, and the one that
 * ends its worker alone has failed.
 * @param run float32 [items.length, dimensions]
 * @throws MODEL_MISSING, MODEL_CORRUPT, or what ended the worker when no picture at all could be embedded: that is no
 * picture's fault
 */
export async function embedIsolating<Item>(
  items: readonly Item[],
  run: (items: readonly Item[]) => Promise<Float32Array>,
): Promise<EmbeddedBatch<Item>> {
  if (items.length === 0) return { embedded: [], failed: [] };
  for (let isLastTry = false; ; isLastTry = true) {
    try {
      const vectors = await run(items);
      const dimensions = vectors.length / items.length;
      const vectorOf = (row: number) => vectors.slice(row * dimensions, (row + 1) * dimensions);
      return { embedded: items.map((item, row) => ({ item, vector: vectorOf(row) })), failed: [] };
    } catch (error) {
      if (isShoeboxError(error)) throw error;
      if (isLastTry) return embedOneByOne(items, run, error);
    }
  }
}

async function embedOneByOne<Item>(
  items: readonly Item[],
  run: (items: readonly Item[]) => Promise<Float32Array>,
  cause: unknown,
): Promise<EmbeddedBatch<Item>> {
  const batch: EmbeddedBatch<Item> = { embedded: [], failed: [] };
  const message = `Computing the photo's embedding ended its worker: ${String(cause)}`;
  for (const item of items) {
    const vector = await run([item]).catch(() => undefined);
    if (vector) batch.embedded.push({ item, vector });
    else batch.failed.push({ item, problem: { code: "WORKER_CRASHED", message } });
  }
  if (batch.embedded.length === 0) throw cause;
  return batch;
}
