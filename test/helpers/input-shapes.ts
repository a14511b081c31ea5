import type { ModelInputShape } from "../../src/core/imaging/preprocess.ts";

/** CLIP's way: the shorter side to so many pixels, the middle cut out. */
export function cropTo(sidePixels: number): ModelInputShape {
  return { width: sidePixels, height: sidePixels, resize: "crop", filter: "bicubic" };
}
