import sharp, { type Sharp } from "sharp";
import { tiffWithProfile } from "./tiff-container.ts";

export interface RawPixels {
  /** uint8 [height, width, channels] */
  data: Uint8Array;
  width: number;
  height: number;
  channels: 3 | 4;
  /** ICC profile of the colours; sRGB where there is none. */
  profile?: Uint8Array | undefined;
}

/** Pixels from another decoder as sharp takes them, so that what follows is the same for all. */
export function sharpFrom({ data, width, height, channels, profile }: RawPixels): Sharp {
  if (!profile) return sharp(data, { raw: { width, height, channels } });
  // Raw pixels cannot carry a profile; a TIFF around them can, and costs nothing.
  return sharp(tiffWithProfile({ data, width, height, channels, profile }));
}
