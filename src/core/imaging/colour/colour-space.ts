import { type Matrix, matrixToSrgb, type Primaries, primariesByCode } from "./primaries.ts";
import { type Transfer, transferByCode } from "./transfer.ts";

/** What the numbers of a picture's pixels mean, where it is not what sRGB's mean. */
export interface ColourSpace {
  transfer: Transfer;
  toSrgb: Matrix;
}

/** Coding-independent code points: colour primaries and transfer characteristics of ITU-T H.273. */
export interface ColourCodes {
  primaries: number;
  transfer: number;
}

const bt709 = 1;
const unspecified = 2;
/** sRGB's, and what is taken for it. */
const usualTransfers = new Set([1, unspecified, 6, 13, 14, 15]);

/** Undefined for sRGB, for what counts as such, and for codes that nobody knows. */
export function colourSpaceOf({ primaries, transfer }: ColourCodes): ColourSpace | undefined {
  const isUsual = primaries === bt709 || primaries === unspecified;
  if (isUsual && usualTransfers.has(transfer)) return undefined;
  const toLinear = transferByCode[transfer === unspecified ? 13 : transfer];
  const display = primariesByCode[primaries === unspecified ? bt709 : primaries];
  return toLinear && display && colourSpace(display, toLinear);
}

export function colourSpace(primaries: Primaries, transfer: Transfer): ColourSpace {
  return { transfer, toSrgb: matrixToSrgb(primaries) };
}
