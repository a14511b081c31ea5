import type { PictureFormat } from "../format.ts";
import { type ColourSpace, colourSpaceOf } from "./colour-space.ts";
import { itemColourCodes } from "./item-codes.ts";
import { pngColourSpace } from "./png-colour.ts";
import { profileColourCodes } from "./profile-codes.ts";

/**
 * The colour space that a picture says it is in, by other means than the curves of an ICC profile: those the decoders
 * apply by themselves. Undefined for sRGB, and where such a profile is all there is.
 */
export function declaredColourSpace(
  format: PictureFormat,
  bytes: Uint8Array,
  profile: Uint8Array | undefined,
): ColourSpace | undefined {
  if (format === "png") {
    const space = pngColourSpace(bytes);
    if (space) return space;
  }
  if (profile) return profileColourSpace(profile);
  if (format !== "avif" && format !== "heic") return undefined;
  const codes = itemColourCodes(bytes);
  return codes && colourSpaceOf(codes);
}

/** Where a profile tells code points, and they are not sRGB's. */
export function profileColourSpace(profile: Uint8Array): ColourSpace | undefined {
  const codes = profileColourCodes(profile);
  return codes && colourSpaceOf(codes);
}
