import sharp from "sharp";
import { enlarge } from "./enlarge.ts";

/** How a CLIP model wants its picture, as its preprocessor_config.json says. */
export interface ModelInputShape {
  /** Pixels of the shorter side after resizing. */
  shortestEdge: number;
  cropWidth: number;
  cropHeight: number;
}

/**
 * The model's view of a picture: shorter side resized to `shortestEdge` with the Catmull-Rom cubic that Pillow
 * calls BICUBIC, then the centre cut out.
 * @param source uint8 [height, width, 3], sRGB, upright
 * @returns uint8 [cropHeight, cropWidth, 3]
 * Source: transformers' CLIPImageProcessor, whose rounding of the longer side and of the cut is repeated here.
 */
export async function modelInputOf(
  source: { data: Buffer; width: number; height: number },
  size: { width: number; height: number },
  shape: ModelInputShape,
): Promise<Uint8Array> {
  const { width, height } = resizedSize(size.width, size.height, shape.shortestEdge);
  const left = Math.floor((width - shape.cropWidth) / 2);
  const top = Math.floor((height - shape.cropHeight) / 2);
  const { cropWidth, cropHeight } = shape;
  // Never so for a picture that was made smaller for the model: such a one is twice its size.
  if (width > source.width || height > source.height) {
    return enlarge(source, { width, height, left, top, cropWidth, cropHeight });
  }
  return sharp(source.data, { raw: { width: source.width, height: source.height, channels: 3 } })
    .resize({ width, height, fit: "fill", kernel: "cubic" })
    .extract({ left, top, width: cropWidth, height: cropHeight })
    .raw()
    .toBuffer();
}

/** The longer side is cut off to whole pixels, as the reference does. */
function resizedSize(width: number, height: number, shortestEdge: number): { width: number; height: number } {
  if (width <= height) return { width: shortestEdge, height: Math.floor((shortestEdge * height) / width) };
  return { width: Math.floor((shortestEdge * width) / height), height: shortestEdge };
}
