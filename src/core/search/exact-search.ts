import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog/index.ts";
import type { VectorChunk } from "../catalog/vector-chunks.ts";
import { type VectorQuery, vectorOfQuery } from "../vectors/vector-query.ts";
import type { VectorMatch } from "../vectors/vector-store.ts";
import { BestMatches } from "./best-matches.ts";

export interface ExactSearch {
  modelId: number;
  query: VectorQuery;
  limit: number;
  offset?: number;
  /** Only these photos; all when left out. Each at most once. */
  assetIds?: readonly number[] | undefined;
}

export interface ExactAnswer {
  /** The best first; of equal scores the lower id first. */
  matches: VectorMatch[];
  /** Photos that were compared: what a search without a limit would give. */
  count: number;
}

/** Some 250 KB at 512 dimensions: it stays in the processor's cache between being read and being compared. */
const chunkRows = 256;

/** Others have their turn after so long. */
const sliceMillis = 8;

/** One vector out of many is looked up at twice what one of all in a row takes. */
const lookUpCost = 2;

/**
 * The photos nearest to something by the catalog's own vectors, every one of them compared: what is right whatever became
 * of an index or a server. Works in slices and keeps nothing: no more than a chunk and the matches are in memory.
 * 100,000 x 512 take some 200 ms on one thread, half of it for reading (`npm run bench -- vectors`).
 */
export async function exactSearch(catalog: Catalog, search: ExactSearch): Promise<ExactAnswer> {
  const { limit, offset = 0 } = search;
  const query = vectorOfQuery(search.query);
  const best = new BestMatches(offset + limit);
  const isMeant = meantBy(catalog, search);
  let count = 0;
  let turnEnds = performance.now() + sliceMillis;
  for (const { assetIds, matrix } of chunksOf(catalog, search)) {
    for (const [row, assetId] of assetIds.entries()) {
      if (!isMeant(assetId)) continue;
      count += 1;
      best.add(assetId, dotProductAt(matrix, row * query.length, query));
    }
    if (performance.now() < turnEnds) continue;
    await setImmediate();
    turnEnds = performance.now() + sliceMillis;
  }
  return { matches: best.sorted().slice(offset), count };
}

/** Few photos are looked up one by one; for many all are read. */
function chunksOf(catalog: Catalog, { modelId, assetIds }: ExactSearch): Iterable<VectorChunk> {
  const { vectorChunks } = catalog;
  const least = (assetIds?.length ?? 0) * lookUpCost + 1;
  if (assetIds && vectorChunks.countUpTo(modelId, least) === least) {
    return chunksOfSome(catalog, modelId, assetIds);
  }
  return chunksOfAll(catalog, modelId);
}

function* chunksOfSome(catalog: Catalog, modelId: number, assetIds: readonly number[]) {
  for (let start = 0; start < assetIds.length; start += chunkRows) {
    const chunk = catalog.vectorChunks.of(modelId, assetIds.slice(start, start + chunkRows));
    if (chunk) yield chunk;
  }
}

function* chunksOfAll(catalog: Catalog, modelId: number) {
  const last = catalog.vectorChunks.lastSequence(modelId);
  let sequence = 0;
  // What is written meanwhile lies behind the last.
  while (sequence < last) {
    const chunk = catalog.vectorChunks.after(modelId, sequence, chunkRows);
    if (!chunk) return;
    yield chunk;
    sequence = chunk.lastSequence;
  }
}

/** Photos of which nothing is there are meant by nobody. */
function meantBy(catalog: Catalog, { assetIds }: ExactSearch): (assetId: number) => boolean {
  const absent = new Set(catalog.vectorChunks.absentAssetIds());
  if (!assetIds) return (assetId) => !absent.has(assetId);
  const wanted = new Set(assetIds);
  return (assetId) => wanted.has(assetId) && !absent.has(assetId);
}

/** Four sums at once, since each addition waits for the last one to the same sum. */
function dotProductAt(matrix: Float16Array, start: number, query: Float32Array): number {
  const { length } = query;
  const whole = length - (length % 4);
  let first = 0;
  let second = 0;
  let third = 0;
  let fourth = 0;
  for (let index = 0; index < whole; index += 4) {
    const at = start + index;
    first += (matrix[at] as number) * (query[index] as number);
    second += (matrix[at + 1] as number) * (query[index + 1] as number);
    third += (matrix[at + 2] as number) * (query[index + 2] as number);
    fourth += (matrix[at + 3] as number) * (query[index + 3] as number);
  }
  for (let index = whole; index < length; index++) {
    first += (matrix[start + index] as number) * (query[index] as number);
  }
  return first + second + third + fourth;
}
