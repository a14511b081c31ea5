import { availableParallelism } from "node:os";
import { ShoeboxError } from "../errors.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";
import type { EmbedAnswer, InferenceWorkerData } from "./messages.ts";
import { TaskPool } from "./task-pool.ts";
import { workerFile } from "./worker-file.ts";

/** The model at work: one worker for pictures, one for texts, so that a search never waits for a batch. */
export interface InferencePool {
  /**
   * uint8 [batchSize, height, width, 3], moved -> float32 [batchSize, dimensions]
   * @param isPolite on one thread of low priority
   */
  embedImages(pixels: Uint8Array<ArrayBuffer>, isPolite?: boolean): Promise<Float32Array>;
  /** float32 [dimensions] */
  embedText(text: string): Promise<Float32Array>;
  close(): Promise<void>;
}

export function startInferencePool(model: EmbeddingModel): InferencePool {
  const images = startWorker({ model, threads: availableParallelism(), isPolite: false });
  const politeImages = startWorker({ model, threads: 1, isPolite: true });
  const texts = startWorker({ model, threads: 1, isPolite: false });
  return {
    embedImages: async (pixels, isPolite = false) => {
      const pool = isPolite ? politeImages : images;
      return vectorsOf(await pool.run(pixels, { name: "embedImages", transferList: [pixels.buffer] }));
    },
    embedText: async (text) => vectorsOf(await texts.run(text, { name: "embedText" })),
    close: async () => {
      await Promise.all([images.close(), politeImages.close(), texts.close()]);
    },
  };
}

function vectorsOf(given: unknown): Float32Array {
  const answer = given as EmbedAnswer;
  if ("vectors" in answer) return answer.vectors;
  const { code, message, path } = answer.error;
  throw new ShoeboxError(code, message, path === undefined ? {} : { path });
}

function startWorker(workerData: InferenceWorkerData): TaskPool {
  return new TaskPool({
    filename: workerFile("inference-worker"),
    workerData,
    loadAddon: () => import("onnxruntime-node"),
    maxThreads: 1,
    // A model stays loaded for a while after its last use, then its memory is given back.
    idleTimeout: 5 * 60_000,
  });
}
