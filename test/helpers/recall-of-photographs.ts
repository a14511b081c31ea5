import { identify } from "../../src/core/ingest/identify.ts";
import type { EmbeddingModel } from "../../src/core/models/runtime/embedding-model.ts";
import { type DecodePool, startDecodePool } from "../../src/core/workers/decode-pool.ts";
import { embedPictures } from "../../src/core/workers/embed-pictures.ts";
import { type InferencePool, startInferencePool } from "../../src/core/workers/inference-pool.ts";
import type { WordedPhotograph } from "./real-photographs.ts";

/** A model at work on whole files, as ingest and search use it. */
export interface ModelAtWork {
  model: EmbeddingModel;
  decodePool: DecodePool;
  inferencePool: InferencePool;
}

export async function withModel<Result>(
  model: EmbeddingModel,
  work: (atWork: ModelAtWork) => Promise<Result>,
): Promise<Result> {
  const [decodePool, inferencePool] = [startDecodePool(), startInferencePool(model)];
  try {
    return await work({ model, decodePool, inferencePool });
  } finally {
    await Promise.all([decodePool.close(), inferencePool.close()]);
  }
}

const batchSize = 16;

/** float32 [dimensions] of each file, in order. */
export async function embedFiles(
  paths: readonly string[],
  { model, decodePool, inferencePool }: ModelAtWork,
): Promise<Float32Array[]> {
  const vectors: Float32Array[] = [];
  for (let start = 0; start < paths.length; start += batchSize) {
    const part = paths.slice(start, start + batchSize);
    const pictures = await Promise.all(part.map((path) => decodeFile(path, model, decodePool)));
    const rows = await embedPictures(pictures, inferencePool);
    for (let row = 0; row < part.length; row++) {
      vectors.push(rows.slice(row * model.dimensions, (row + 1) * model.dimensions));
    }
  }
  return vectors;
}

async function decodeFile(path: string, { input }: EmbeddingModel, decodePool: DecodePool) {
  const file = await identify(path);
  if ("problem" in file) throw new Error(`${path}: ${file.problem.message}`);
  const answer = await decodePool.decode({ bytes: file.bytes, format: file.format, shape: input });
  if ("problem" in answer) throw new Error(`${path}: ${answer.problem.message}`);
  return answer.picture;
}

/**
 * The rank of each query's photograph among all of them, 1 being the best.
 * @param wanted whose queries are asked; all of them when left out
 */
export async function ranksOf(
  photographs: readonly WordedPhotograph[],
  atWork: ModelAtWork,
  wanted: (photograph: WordedPhotograph) => boolean = () => true,
): Promise<number[]> {
  const images = await embedFiles(
    photographs.map(({ path }) => path),
    atWork,
  );
  const ranks: number[] = [];
  for (const [place, photograph] of photographs.entries()) {
    if (!wanted(photograph)) continue;
    for (const query of photograph.queries) {
      ranks.push(rankOf(place, images, await atWork.inferencePool.embedText(query)));
    }
  }
  return ranks;
}

export function recallAt(ranks: readonly number[], within: number): number {
  return ranks.filter((rank) => rank <= within).length / ranks.length;
}

/** 1 is the best. */
export function rankOf(wanted: number, images: readonly Float32Array[], text: Float32Array): number {
  const scores = images.map((image) =>
    image.reduce((sum, value, index) => sum + value * (text[index] ?? 0), 0),
  );
  const own = scores[wanted] ?? 0;
  return 1 + scores.filter((score, index) => score > own && index !== wanted).length;
}
