import type { Sharp } from "sharp";
import { thumbnailSizePixels } from "../../../contract/media.ts";
import type { PictureFormat } from "../format.ts";
import { maximumPixels, maximumStripwisePixels } from "../limits.ts";
import type { ModelInputShape } from "../preprocess.ts";

/** Where a picture's pixels were taken from: the cheapest that are good enough. */
export type PixelSource = "full" | "embedded-thumbnail" | "embedded-preview";

export interface PixelSize {
  width: number;
  height: number;
}

/** A picture whose header was read. */
export interface OpenPicture {
  /** Of the original, upright. */
  width: number;
  height: number;
  isAnimated: boolean;
  pixelSource: PixelSource;
  /** The upright picture in its own colours, to be made smaller as it is decoded. */
  pixels: Sharp;
  /** Pixels that `pixels` gives before any resizing, upright. */
  pixelWidth: number;
  pixelHeight: number;
  /** What is wrong with it though it can be shown, in sentences. */
  oddities?: readonly string[];
}

export interface OpenOptions {
  format: PictureFormat;
  /** Pixels inside the file that were made for showing have to serve this. */
  wanted: WantedPixels;
  /** A sensor with more is developed at half its size; as many as indexing can afford where left out. */
  mostPixelsWhole?: number;
}

/** What is to be made of a picture: at least so many pixels on its short and on its long side. */
export interface WantedPixels {
  shortSide: number;
  longSide: number;
}

export function wantedFor(shape: ModelInputShape): WantedPixels {
  const [shorter, longer] = [Math.min(shape.width, shape.height), Math.max(shape.width, shape.height)];
  if (shape.resize === "letterbox") return { shortSide: 1, longSide: Math.max(longer, thumbnailSizePixels) };
  const shortSide = shape.resize === "crop" ? (shape.shortestEdge ?? longer) : shorter;
  return { shortSide, longSide: thumbnailSizePixels };
}

export type PictureOpener = (bytes: Uint8Array, options: OpenOptions) => Promise<OpenPicture>;

/** Thrown for a picture with more pixels than Shoebox decodes. */
export class PixelLimitError extends Error {
  readonly megapixels: number;
  readonly limitMegapixels: number;

  constructor({ width, height }: PixelSize, limitPixels = maximumPixels) {
    super(`The picture of ${width} x ${height} exceeds the pixel limit.`);
    this.name = "PixelLimitError";
    this.megapixels = Math.floor((width * height) / 1e6);
    this.limitMegapixels = Math.floor(limitPixels / 1e6);
  }
}

/** Thrown for a camera's RAW file without a picture inside that could be shown. */
export class NoPreviewError extends Error {
  constructor() {
    super("The file holds no preview that is large enough.");
    this.name = "NoPreviewError";
  }
}

/** Thrown for a file that is whole, and of a kind that no decoder here knows. */
export class UnsupportedFeatureError extends Error {
  /** @param what in the words of a sentence's end: "its pixels are packed in a way that is not read" */
  constructor(what: string) {
    super(what);
    this.name = "UnsupportedFeatureError";
  }
}

/** Thrown where the file's own directory says that it was longer. */
export class TruncatedError extends Error {
  constructor() {
    super("The file is truncated.");
    this.name = "TruncatedError";
  }
}

/** For a picture that is decoded as a whole. @throws PixelLimitError */
export function checkPixels({ width, height }: PixelSize): void {
  if (width * height > maximumPixels) throw new PixelLimitError({ width, height });
}

/** For a picture that is decoded a strip at a time. @throws PixelLimitError */
export function checkStripwisePixels({ width, height }: PixelSize): void {
  if (width * height > maximumStripwisePixels) {
    throw new PixelLimitError({ width, height }, maximumStripwisePixels);
  }
}

/** Large enough for what is wanted, and of the same shape as the whole: some were never cropped along with it. */
export function serves(
  embedded: PixelSize,
  whole: PixelSize,
  { shortSide, longSide }: WantedPixels,
): boolean {
  const isLargeEnough =
    Math.min(embedded.width, embedded.height) >= shortSide &&
    Math.max(embedded.width, embedded.height) >= Math.min(longSide, Math.max(whole.width, whole.height));
  const ratio = embedded.width / embedded.height / (whole.width / whole.height);
  return isLargeEnough && Math.abs(ratio - 1) < 0.02;
}
