import { move, workerData } from "piscina";
import sharp from "sharp";
import { compareThumbnails, signThumbnail } from "../imaging/comparison/compare-thumbnails.ts";
import { miniatureOf } from "../imaging/comparison/miniature.ts";
import { type Contents, compareContents } from "../imaging/contents/compare-contents.ts";
import { decodePagePlane } from "../imaging/contents/page-plane.ts";
import { decodeModelPixels, decodePicture } from "../imaging/decode.ts";
import type { PictureFormat } from "../imaging/format.ts";
import { type FileMetadata, readAllMetadata, readMetadata } from "../imaging/metadata/index.ts";
import { readSidecar } from "../imaging/metadata/sidecar.ts";
import { type FileProblem, isDecoderBroken, problemOf } from "../imaging/problem.ts";
import { renditionOf } from "../imaging/rendition.ts";
import type { PictureSignature } from "../imaging/signature/index.ts";
import type {
  CompareAnswer,
  CompareTask,
  ContentsTask,
  DecodeAnswer,
  DecodeTask,
  MetadataTask,
  MiniaturesTask,
  PageAnswer,
  PageTask,
  PixelsAnswer,
  PixelsTask,
  RenditionTask,
  SidecarJudgement,
  SidecarTask,
  SignTask,
  WorkerData,
} from "./messages.ts";
import { lowerOwnPriority } from "./priority.ts";

if ((workerData as WorkerData).isPolite) lowerOwnPriority();

// One picture a worker at a time: the pool is what runs in parallel.
sharp.concurrency(1);
sharp.cache(false);
// ExifReader tells the console of every odd file; what matters of it stands in the file's facts.
console.warn = () => {};

export function decode({ bytes, format, shape, sidecars }: DecodeTask): Promise<DecodeAnswer> {
  return answer(bytes, format, async () => ({
    picture: await decodePicture(bytes, shape, { format, sidecars }),
  }));
}

/** What a model looks at, and nothing else. */
export function pixels({ bytes, format, shape, size }: PixelsTask): Promise<PixelsAnswer> {
  return answer(bytes, format, async () => ({
    pixels: await decodeModelPixels(bytes, shape, { format, size }),
  }));
}

/** A file that cannot be read is a result. */
async function answer<Answer>(
  bytes: Uint8Array,
  format: PictureFormat,
  work: () => Promise<Answer>,
): Promise<Answer | { problem: FileProblem }> {
  try {
    return await work();
  } catch (error) {
    // A decoder that trapped cannot be trusted with the next picture: the thread ends, the pool starts another.
    if (isDecoderBroken(error)) setImmediate(() => process.exit(1));
    return { problem: problemOf(error, format, bytes) };
  }
}

/** A WebP of the picture, upright, sRGB, its long side at most `longSidePixels`. */
export async function rendition({ bytes, format, longSidePixels }: RenditionTask): Promise<unknown> {
  return move(await renditionOf(bytes, format, longSidePixels));
}

export function metadata({ bytes, format, sidecars }: MetadataTask): FileMetadata {
  return readAllMetadata(bytes, format, sidecars);
}

export function sidecar({ bytes, fileName }: SidecarTask): SidecarJudgement {
  const { metadata, problem, album } = readSidecar(bytes, fileName);
  return { problem, isAboutPicture: metadata !== undefined, album };
}

export function compare({ subject, others }: CompareTask): Promise<CompareAnswer> {
  return compareThumbnails(subject, others);
}

/** In the order of the thumbnails; undefined for those that cannot be read. */
export function miniatures({ thumbnails }: MiniaturesTask): Promise<(Uint8Array | undefined)[]> {
  return Promise.all(thumbnails.map(miniatureOf));
}

/** An original's light, as fine as its writing asks for. */
export function page({ bytes, format }: PageTask): Promise<PageAnswer> {
  return answer(bytes, format, async () => ({ page: await decodePagePlane(bytes, format) }));
}

export function contents({ first, second, map, isPage }: ContentsTask): Promise<Contents> {
  return compareContents(first, second, map, { isPage });
}

export async function sign({ thumbnail, head }: SignTask): Promise<PictureSignature> {
  return signThumbnail(thumbnail, head, readMetadata(head).software);
}
