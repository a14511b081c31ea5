import type { ErrorCode } from "../../contract/errors.ts";
import type { Affine } from "../imaging/comparison/affine.ts";
import type { PairMeasures } from "../imaging/comparison/compare.ts";
import type { CachedPicture, OtherPicture } from "../imaging/comparison/compare-thumbnails.ts";
import type { PagePlane } from "../imaging/contents/page-plane.ts";
import type { DecodedPicture, ModelPixels } from "../imaging/decode.ts";
import type { PictureFormat } from "../imaging/format.ts";
import type { Album } from "../imaging/metadata/takeout.ts";
import type { ModelInputShape } from "../imaging/preprocess.ts";
import type { FileProblem } from "../imaging/problem.ts";
import type { EmbeddingModel } from "../models/runtime/embedding-model.ts";

/** To a decode worker; `bytes` moves with the message. */
export interface DecodeTask {
  bytes: Uint8Array<ArrayBuffer>;
  format: PictureFormat;
  shape: ModelInputShape;
  /** XMP files beside the picture: what they say goes before what it says itself. */
  sidecars?: readonly Uint8Array[] | undefined;
}

/** To a decode worker, for what a model looks at alone; `bytes` moves with the message. */
export interface PixelsTask {
  bytes: Uint8Array<ArrayBuffer>;
  format: PictureFormat;
  shape: ModelInputShape;
  /** Of the photo, where the bytes are a smaller copy of it. */
  size?: { width: number; height: number } | undefined;
}

export type PixelsAnswer = { pixels: ModelPixels } | { problem: FileProblem };

/** To a decode worker, to read a picture's metadata alone. */
export interface MetadataTask {
  bytes: Uint8Array<ArrayBuffer>;
  format: PictureFormat;
  sidecars: readonly Uint8Array[];
}

/** To a decode worker, to see whether a file beside pictures can be understood; `bytes` moves with the message. */
export interface SidecarTask {
  bytes: Uint8Array<ArrayBuffer>;
  /** Without its folder. */
  fileName: string;
}

export interface SidecarJudgement {
  problem?: FileProblem | undefined;
  isAboutPicture: boolean;
  /** Its folder is one. */
  album?: Album | undefined;
}

/** From a decode worker: a file that cannot be read is a result, not an exception. */
export type DecodeAnswer = { picture: DecodedPicture } | { problem: FileProblem };

/** To a decode worker, for a picture that fills a screen. */
export interface RenditionTask {
  bytes: Uint8Array<ArrayBuffer>;
  format: PictureFormat;
  longSidePixels: number;
}

/** To a decode worker: one photo against those it may be a copy of. */
export interface CompareTask {
  subject: CachedPicture;
  others: OtherPicture[];
}

/** In the order of the others; undefined where nothing lays the one on the other. */
export type CompareAnswer = (PairMeasures | undefined)[];

/** To a decode worker: WebP thumbnails, to be ordered by likeness. */
export interface MiniaturesTask {
  thumbnails: Uint8Array[];
}

/** To a decode worker, for an original as fine as its writing asks for; `bytes` moves with the message. */
export interface PageTask {
  bytes: Uint8Array<ArrayBuffer>;
  format: PictureFormat;
}

export type PageAnswer = { page: PagePlane } | { problem: FileProblem };

/** To a decode worker: two originals whose thumbnails are alike. */
export interface ContentsTask {
  first: PagePlane;
  second: PagePlane;
  /** From the first into the second, between frames. */
  map: Affine;
  isPage: boolean;
}

/** To a decode worker, for a photo that was indexed before there were signatures. */
export interface SignTask {
  /** WebP. */
  thumbnail: Uint8Array;
  /** The file's first bytes; none where it cannot be read now. */
  head: Uint8Array;
}

/** What every worker is started with. */
export interface WorkerData {
  /** Gives way to whatever else runs. */
  isPolite: boolean;
}

/** What an inference worker is started with. */
export interface InferenceWorkerData extends WorkerData {
  model: EmbeddingModel;
  threads: number;
}

/** From an inference worker: float32 [count, dimensions], or why the model could not be used. */
export type EmbedAnswer =
  | { vectors: Float32Array }
  | { error: { code: ErrorCode; message: string; path: string | undefined } };
