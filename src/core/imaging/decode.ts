import sharp, { type Metadata } from "sharp";
import { thumbnailSizePixels } from "../../contract/media.ts";
import { decodeTimeoutSeconds, maximumPixels } from "./limits.ts";
import { type PictureMetadata, readMetadata } from "./metadata.ts";
import { placeholderOf, placeholderSizePixels } from "./placeholder.ts";
import { type ModelInputShape, modelInputOf } from "./preprocess.ts";
import { type PictureSignature, signPicture } from "./signature/index.ts";

export interface DecodedPicture {
  /** Of the original, upright. */
  width: number;
  height: number;
  /** uint8 [cropHeight, cropWidth, 3], sRGB: what the model looks at, before scaling and normalising. */
  modelInput: Uint8Array;
  /** WebP, sRGB, `thumbnailSizePixels` on the long side, never enlarged. */
  thumbnail: Uint8Array;
  placeholder: Uint8Array;
  metadata: PictureMetadata;
  signature: PictureSignature;
}

/**
 * Decodes a picture once, at the smallest size that serves everything made from it: EXIF orientation and colour
 * profile applied, alpha over white, 8 bit sRGB.
 * @throws sharp's errors; `problemOf` tells what they mean
 */
export async function decodePicture(bytes: Uint8Array, shape: ModelInputShape): Promise<DecodedPicture> {
  const options = { failOn: "error", limitInputPixels: maximumPixels } as const;
  const header = await sharp(bytes, options).metadata();
  const size = uprightSize(header);
  const working = workingSize(size, shape);
  const { data, info } = await sharp(bytes, { ...options, autoOrient: true })
    .timeout({ seconds: decodeTimeoutSeconds })
    .flatten({ background: "white" })
    .resize({ ...working, fit: "fill", kernel: "cubic" })
    .toColourspace("srgb")
    .raw()
    .toBuffer({ resolveWithObject: true });
  const source = { data, width: info.width, height: info.height };
  const [modelInput, thumbnail, placeholder] = await Promise.all([
    modelInputOf(source, size, shape),
    thumbnailOf(source),
    blurOf(source),
  ]);
  const signature = signPicture(source, bytes, header.exif);
  return { ...size, modelInput, thumbnail, placeholder, metadata: readMetadata(header.exif), signature };
}

interface Size {
  width: number;
  height: number;
}

function uprightSize(header: Metadata): Size {
  const { width, height } = header.autoOrient;
  return { width, height };
}

/**
 * Twice the model's input on the short side keeps its pixels within a grey level of a full decode (measured on
 * 60 photographs against Pillow: mean difference 0.8 of 255), and the thumbnail needs its own size.
 */
function workingSize({ width, height }: Size, shape: ModelInputShape): Size {
  const forModel = (2 * shape.shortestEdge) / Math.min(width, height);
  const forThumbnail = thumbnailSizePixels / Math.max(width, height);
  const scale = Math.min(1, Math.max(forModel, forThumbnail));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

interface RawPicture extends Size {
  data: Buffer;
}

function fitWithin({ data, width, height }: RawPicture, sizePixels: number) {
  return sharp(data, { raw: { width, height, channels: 3 } }).resize({
    width: sizePixels,
    height: sizePixels,
    fit: "inside",
    withoutEnlargement: true,
  });
}

function thumbnailOf(source: RawPicture): Promise<Buffer> {
  // Effort 2 takes 60 % of the time of the default 4, for files 2 % larger.
  return fitWithin(source, thumbnailSizePixels).webp({ quality: 80, effort: 2 }).toBuffer();
}

async function blurOf(source: RawPicture): Promise<Uint8Array> {
  const { data, info } = await fitWithin(source, placeholderSizePixels)
    .raw()
    .toBuffer({ resolveWithObject: true });
  return placeholderOf(data, info.width, info.height);
}
