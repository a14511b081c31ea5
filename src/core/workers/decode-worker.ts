import { move } from "piscina";
import sharp from "sharp";
import { compareThumbnails, signThumbnail } from "../imaging/comparison/compare-thumbnails.ts";
import { decodePicture } from "../imaging/decode.ts";
import { problemOf } from "../imaging/problem.ts";
import { renditionOf } from "../imaging/rendition.ts";
import type { PictureSignature } from "../imaging/signature/index.ts";
import type {
  CompareAnswer,
  CompareTask,
  DecodeAnswer,
  DecodeTask,
  RenditionTask,
  SignTask,
} from "./messages.ts";

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

export function compare({ subject, others }: CompareTask): Promise<CompareAnswer> {
  return compareThumbnails(subject, others);
}

export async function sign({ thumbnail, head }: SignTask): Promise<PictureSignature> {
  const exif = await sharp(head, { failOn: "none" })
    .metadata()
    .then((header) => header.exif)
    .catch(() => undefined);
  return signThumbnail(thumbnail, head, exif);
}
