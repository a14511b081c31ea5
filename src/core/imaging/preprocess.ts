import sharp from "sharp";
import type { ModelInput } from "../models/manifest/schema.ts";
import { resample } from "./resample.ts";

/** What of a model's input decides its pixels; the rest is arithmetic on them. */
export type ModelInputShape = Pick<
  ModelInput,
  "width" | "height" | "resize" | "shortestEdge" | "filter" | "background"
>;
export type ResizeFilter = ModelInput["filter"];

interface Size {
  width: number;
  height: number;
}

const sharpKernels = { bicubic: "cubic", bilinear: "linear" } as const;

/**
 * The model's view of a picture.
 * @param source uint8 [height, width, 3], sRGB, upright; it may be smaller than the picture that it shows
 * @param size of the picture: what is rounded is rounded as the reference does for it
 * @returns uint8 [shape.height, shape.width, 3]
 * Source: transformers' CLIPImageProcessor (crop) and SiglipImageProcessor (squash), whose rounding is repeated here.
 */
export async function modelInputOf(
  source: { data: Buffer } & Size,
  size: Size,
  shape: ModelInputShape,
): Promise<Uint8Array> {
  const resized = resizedSize(size, shape);
  const isCut = shape.resize === "crop";
  const kept = isCut ? { width: shape.width, height: shape.height } : resized;
  const left = Math.floor((resized.width - kept.width) / 2);
  const top = Math.floor((resized.height - kept.height) / 2);
  const part = { left, top, cropWidth: kept.width, cropHeight: kept.height, filter: shape.filter };
  const pixels = await resizedPixels(source, { ...resized, ...part });
  return shape.resize === "letterbox" ? padded(pixels, kept, shape) : pixels;
}

/** Of the whole picture, before anything is cut off or put around it. */
export function resizedSize(
  { width, height }: Size,
  shape: Pick<ModelInputShape, "width" | "height" | "resize" | "shortestEdge">,
): Size {
  if (shape.resize === "squash") return { width: shape.width, height: shape.height };
  if (shape.resize === "letterbox") {
    const scale = Math.min(shape.width / width, shape.height / height);
    const side = (length: number) => Math.max(1, Math.round(length * scale));
    return { width: side(width), height: side(height) };
  }
  const edge = shape.shortestEdge ?? Math.max(shape.width, shape.height);
  // The longer side is cut off to whole pixels.
  if (width <= height) return { width: edge, height: Math.floor((edge * height) / width) };
  return { width: Math.floor((edge * width) / height), height: edge };
}

function resizedPixels(
  source: { data: Buffer } & Size,
  options: Parameters<typeof resample>[1],
): Promise<Uint8Array> | Uint8Array {
  const { width, height, left, top, cropWidth, cropHeight, filter } = options;
  // Never so for a picture that was made smaller for the model: such a one is twice its size.
  if (width > source.width || height > source.height) return resample(source, options);
  return sharp(source.data, { raw: { width: source.width, height: source.height, channels: 3 } })
    .resize({ width, height, fit: "fill", kernel: sharpKernels[filter] })
    .extract({ left, top, width: cropWidth, height: cropHeight })
    .raw()
    .toBuffer();
}

/** In the middle, the background around it. */
function padded(pixels: Uint8Array, size: Size, shape: ModelInputShape): Uint8Array {
  const all = new Uint8Array(shape.width * shape.height * 3);
  const background = shape.background ?? [0, 0, 0];
  for (let at = 0; at < all.length; at++) all[at] = background[at % 3] as number;
  const left = Math.floor((shape.width - size.width) / 2);
  const top = Math.floor((shape.height - size.height) / 2);
  for (let y = 0; y < size.height; y++) {
    const row = pixels.subarray(y * size.width * 3, (y + 1) * size.width * 3);
    all.set(row, ((top + y) * shape.width + left) * 3);
  }
  return all;
}
