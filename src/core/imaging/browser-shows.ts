import { colourSpaceOf } from "./colour/colour-space.ts";
import { itemColourCodes } from "./colour/item-codes.ts";
import { pngColourCodes, pngColourSpace } from "./colour/png-colour.ts";
import type { PictureFormat } from "./format.ts";
import { jpegComponents } from "./jpeg-components.ts";
import { webpOrientation } from "./webp-orientation.ts";

const srgbCodes = { primaries: 1, transfer: 13 };
const cmyk = 4;

/**
 * Whether a browser shows a file as its thumbnail was made: upright, in the same colours. What browsers do with each
 * format is tried cell by cell in `test/e2e/formats.spec.ts`.
 * @param bytes the file; of all but WebP its start will do
 */
export function browserShowsAlike(format: PictureFormat, bytes: Uint8Array): boolean {
  switch (format) {
    case "jpeg":
      // Browsers pass over profiles of CMYK.
      return jpegComponents(bytes) !== cmyk && !hasProfileOfCodes(bytes);
    case "png": {
      const codes = pngColourCodes(bytes);
      if (codes) return codes.primaries === srgbCodes.primaries && codes.transfer === srgbCodes.transfer;
      return pngColourSpace(bytes) === undefined;
    }
    case "webp":
      return webpOrientation(bytes) === 1 && !hasProfileOfCodes(bytes);
    case "avif": {
      const codes = itemColourCodes(bytes);
      return (codes === undefined || colourSpaceOf(codes) === undefined) && !hasProfileOfCodes(bytes);
    }
    case "gif":
      return true;
    default:
      return false;
  }
}

const profileWithinBytes = 65_536;

/** Whether an ICC profile that tells code points (HDR, mostly) lies at the start; where it only seems so, no harm is done. */
function hasProfileOfCodes(bytes: Uint8Array): boolean {
  const length = Math.min(bytes.length, profileWithinBytes);
  return Buffer.from(bytes.buffer, bytes.byteOffset, length).includes("cicp");
}
