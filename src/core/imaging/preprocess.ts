import sharp from "sharp";
import type { ModelInput } from "../models/manifest/schema.ts";
import { type ResampleOptions, resample } from "./resample.ts";

/** What of a model's input decides its pixels; the rest is arithmetic on them. */
export type ModelInputShape = Pick<
  ModelInput,
  "width" | "height" | "resize" | "shortestEdge" | "filter" | "background"
>;
export type ResizeFilter = ModelInput["filter"];

export interface Size {
  width: number;
  height: number;
}

/** uint8 [height, width, 3] */
export interface RawPicture extends Size {
  data: Buffer;
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
  source: RawPicture,
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

async function resizedPixels(source: RawPicture, options: ResampleOptions): Promise<Uint8Array> {
  const { width, height, left, top, cropWidth, cropHeight, filter } = options;
  // Never so for a picture that was made smaller for the model: such a one is twice its size.
  if (width > source.width || height > source.height)
    return resample(await bounded(source, options), options);
  return scaled(source, { width, height }, filter)
    .extract({ left, top, width: cropWidth, height: cropHeight })
    .raw()
    .toBuffer();
}

/** As many times longer than wanted, a side is made shorter first: two pixels by a million are pictures too. */
const mostTimesLonger = 16;

async function bounded(source: RawPicture, { width, height, filter }: ResampleOptions): Promise<RawPicture> {
  const size = {
    width: Math.min(source.width, mostTimesLonger * width),
    height: Math.min(source.height, mostTimesLonger * height),
  };
  if (size.width === source.width && size.height === source.height) return source;
  return { ...size, data: await scaled(source, size, filter).raw().toBuffer() };
}

function scaled({ data, width, height }: RawPicture, size: Size, filter: ResizeFilter) {
  const raw = { width, height, channels: 3 } as const;
  return sharp(data, { raw }).resize({ ...size, fit: "fill", kernel: sharpKernels[filter] });
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
