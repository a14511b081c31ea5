import { workerData } from "piscina";
import { isShoeboxError } from "../errors.ts";
import { type ImageEmbedder, loadImageEmbedder } from "../models/runtime/image-embedder.ts";
import { loadTextEmbedder, type TextEmbedder } from "../models/runtime/text-embedder.ts";
import type { EmbedAnswer, InferenceWorkerData } from "./messages.ts";
import { lowerOwnPriority } from "./priority.ts";

const { model, threads, isPolite } = workerData as InferenceWorkerData;

if (isPolite) lowerOwnPriority();

// Loaded by the first task: the worker of one tower never loads the other.
let images: Promise<ImageEmbedder> | undefined;
let texts: Promise<TextEmbedder> | undefined;

/** uint8 [batchSize, height, width, 3] -> float32 [batchSize, dimensions] */
export function embedImages(pixels: Uint8Array): Promise<EmbedAnswer> {
  return answer(async () => {
    images ??= loadImageEmbedder(model, threads);
    return (await images).embed(pixels);
  });
}

/** text -> float32 [dimensions] */
export function embedText(text: string): Promise<EmbedAnswer> {
  return answer(async () => {
    texts ??= loadTextEmbedder(model, threads);
    return (await texts).embed(text);
  });
}

/** An error's code does not survive the way between threads: it goes as a value. */
async function answer(work: () => Promise<Float32Array>): Promise<EmbedAnswer> {
  try {
    return { vectors: await work() };
  } catch (error) {
    if (!isShoeboxError(error)) throw error;
    return { error: { code: error.code, message: error.message, path: error.path } };
  }
}
