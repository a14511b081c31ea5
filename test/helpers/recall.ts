import { join } from "node:path";
import { identify } from "../../src/core/ingest/identify.ts";
import type { EmbeddingModel } from "../../src/core/models/runtime/embedding-model.ts";
import type { DecodePool } from "../../src/core/workers/decode-pool.ts";
import { embedPictures } from "../../src/core/workers/embed-pictures.ts";
import type { InferencePool } from "../../src/core/workers/inference-pool.ts";
import {
  heldOutCaptionOf,
  type PlannedOriginal,
  planDemoLibrary,
  writeDemoLibrary,
} from "../../src/demo/index.ts";

export interface Recall {
  at1: number;
  at10: number;
}

export interface RecallOptions {
  directory: string;
  /** Photos to rank, copies left out. */
  photos: number;
  seed: number;
  model: EmbeddingModel;
  decodePool: DecodePool;
  inferencePool: InferencePool;
}

/**
 * Text-to-photo recall on a demo library that no training has seen: real files, read as any photo is, each looked for
 * by its first caption and by the wording that is held out of training.
 */
export async function measureRecall(options: RecallOptions): Promise<{ caption: Recall; heldOut: Recall }> {
  const originals = await writeOriginals(options);
  const images = await Promise.all(
    originals.map((photo) => embedPhoto(join(options.directory, photo.path), options)),
  );
  const recall = async (textOf: (photo: PlannedOriginal) => string): Promise<Recall> => {
    const ranks: number[] = [];
    for (const [wanted, photo] of originals.entries()) {
      const text = await options.inferencePool.embedText(textOf(photo));
      ranks.push(rankOf(wanted, images, text));
    }
    const share = (within: number) => ranks.filter((rank) => rank <= within).length / ranks.length;
    return { at1: share(1), at10: share(10) };
  };
  return {
    caption: await recall(({ captions }) => captions[0] ?? ""),
    heldOut: await recall(({ scene }) => heldOutCaptionOf(scene)),
  };
}

async function writeOriginals({ directory, photos, seed }: RecallOptions): Promise<PlannedOriginal[]> {
  // One photo in eight is a copy: enough are planned to leave so many originals.
  const count = Math.ceil(photos * 1.2) + 8;
  const originals = planDemoLibrary({ count, seed }).filter(
    (photo): photo is PlannedOriginal => "scene" in photo,
  );
  await writeDemoLibrary({ directory, count, seed });
  return originals.slice(0, photos);
}

const waiting = 8;
let inFlight = 0;

async function embedPhoto(
  path: string,
  { model, decodePool, inferencePool }: RecallOptions,
): Promise<Float32Array> {
  while (inFlight >= waiting) await new Promise((resolve) => setTimeout(resolve, 5));
  inFlight += 1;
  try {
    const file = await identify(path);
    if ("problem" in file) throw new Error(`${path}: ${file.problem.message}`);
    const answer = await decodePool.decode({ bytes: file.bytes, format: file.format, shape: model.input });
    if ("problem" in answer) throw new Error(`${path}: ${answer.problem.message}`);
    return await embedPictures([answer.picture], inferencePool);
  } finally {
    inFlight -= 1;
  }
}

/** 1 is the best. */
function rankOf(wanted: number, images: readonly Float32Array[], text: Float32Array): number {
  const scores = images.map((image) =>
    image.reduce((sum, value, index) => sum + value * (text[index] ?? 0), 0),
  );
  const own = scores[wanted] ?? 0;
  return 1 + scores.filter((score, index) => score > own && index !== wanted).length;
}
