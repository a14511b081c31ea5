import type { LoadedModel } from "./model-ports.ts";

export interface MeasuredSpeed {
  photosPerSecond: number;
  queryMillis: number;
}

/** Small: even the largest model answers it within seconds on a small machine. */
const batchSize = 8;
const imageMillis = 1500;
const textMillis = 500;

/** Of different lengths, as people ask. */
const queries = [
  "boat",
  "a red car in the snow",
  "two children who build a sandcastle at the beach in the evening",
  "birthday cake",
  "the view from the mountain we climbed in autumn",
];

/**
 * How fast a model is on this machine, with whatever else runs on it now: the pixels and words it is given do not
 * matter, only how many. The first batch and the first query, which load the model, do not count.
 * @throws MODEL_MISSING, MODEL_CORRUPT
 */
export async function measureSpeed({ widthPixels, heightPixels, pool }: LoadedModel): Promise<MeasuredSpeed> {
  const bytes = batchSize * widthPixels * heightPixels * 3;
  const embedBatch = () => pool.embedImages(new Uint8Array(bytes).fill(128));
  let at = 0;
  const embedQuery = () => pool.embedText(queries[at++ % queries.length] ?? "");
  await embedBatch();
  const batchMillis = medianOf(await timesOf(embedBatch, imageMillis));
  await embedQuery();
  const queryMillis = medianOf(await timesOf(embedQuery, textMillis));
  return { photosPerSecond: (batchSize * 1000) / batchMillis, queryMillis };
}

/** Milliseconds of each run, as many as begin within `limitMillis`, three at least. */
async function timesOf(work: () => Promise<unknown>, limitMillis: number): Promise<number[]> {
  const times: number[] = [];
  const startedAt = performance.now();
  while (times.length < 3 || performance.now() - startedAt < limitMillis) {
    const before = performance.now();
    await work();
    times.push(performance.now() - before);
  }
  return times;
}

/** One run that something else held up does not change it. */
function medianOf(times: number[]): number {
  return times.toSorted((left, right) => left - right)[Math.floor(times.length / 2)] ?? 0;
}
