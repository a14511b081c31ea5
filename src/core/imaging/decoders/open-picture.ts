import type { Sharp } from "sharp";
import type { PictureFormat } from "../format.ts";
import type { ModelInputShape } from "../preprocess.ts";

/** Where a picture's pixels were taken from: the cheapest that are good enough. */
export type PixelSource = "full" | "embedded-thumbnail" | "embedded-preview";

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
}

export interface OpenOptions {
  format: PictureFormat;
  /** Embedded pixels have to serve the model and the thumbnail. */
  shape: ModelInputShape;
}

export type PictureOpener = (bytes: Uint8Array, options: OpenOptions) => Promise<OpenPicture>;

/** Thrown for a picture with more pixels than Shoebox decodes. */
export class PixelLimitError extends Error {
  constructor(width: number, height: number) {
    super(`The picture of ${width} x ${height} exceeds the pixel limit.`);
    this.name = "PixelLimitError";
  }
}
