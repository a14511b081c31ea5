import { move } from "piscina";
import sharp from "sharp";
import { decodePicture } from "../imaging/decode.ts";
import { problemOf } from "../imaging/problem.ts";
import { renditionOf } from "../imaging/rendition.ts";
import type { DecodeAnswer, DecodeTask, RenditionTask } from "./messages.ts";

// One picture a worker at a time: the pool is what runs in parallel.
sharp.concurrency(1);
sharp.cache(false);

export async function decode({ bytes, format, shape }: DecodeTask): Promise<DecodeAnswer> {
  try {
    return { picture: await decodePicture(bytes, shape, format) };
  } catch (error) {
    return { problem: problemOf(error, format, bytes) };
  }
}

/** A WebP of the picture, upright, sRGB, its long side at most `longSidePixels`. */
export async function rendition({ bytes, format, longSidePixels }: RenditionTask): Promise<unknown> {
  return move(await renditionOf(bytes, format, longSidePixels));
}
