import sharp, { type Sharp } from "sharp";
import { tiffWithProfile } from "./tiff-container.ts";

export interface RawPixels {
  /** uint8 or, with a profile, uint16 [height, width, channels] */
  data: Uint8Array | Uint16Array;
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
  const picture = sharp(tiffWithProfile({ data, width, height, channels, profile }), {
    limitInputPixels: false,
  });
  return data instanceof Uint16Array ? throughProfile(picture) : picture;
}

/** With 16 bits sharp works in Display P3, and leaves it only when it is told where to. */
export function throughProfile(picture: Sharp): Sharp {
  return picture.withIccProfile("srgb", { attach: false });
}
