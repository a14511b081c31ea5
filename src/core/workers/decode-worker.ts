import { move, workerData } from "piscina";
import sharp from "sharp";
import { decodePicture } from "../imaging/decode.ts";
import { problemOf } from "../imaging/problem.ts";
import { renditionOf } from "../imaging/rendition.ts";
import type { DecodeAnswer, DecodeTask, RenditionTask, WorkerData } from "./messages.ts";
import { lowerOwnPriority } from "./priority.ts";

if ((workerData as WorkerData).isPolite) lowerOwnPriority();

// One picture a worker at a time: the pool is what runs in parallel.
sharp.concurrency(1);
sharp.cache(false);

export async function decode({ bytes, format, shape }: DecodeTask): Promise<DecodeAnswer> {
  try {
    return { picture: await decodePicture(bytes, shape) };
  } catch (error) {
    return { problem: problemOf(error, format, bytes) };
  }
}

/** A WebP of the picture, upright, sRGB, its long side at most `longSidePixels`. */
export async function rendition({ bytes, longSidePixels }: RenditionTask): Promise<unknown> {
  return move(await renditionOf(bytes, longSidePixels));
}
