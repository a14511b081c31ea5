import type { TiffLayout } from "./layout.ts";
import { readSamples } from "./read-samples.ts";

const mostBlocksLookedAt = 16;
const mostSamplesKept = 65_536;
/** What else than 1 stands for white in pictures of numbers: what 8 and 16 bits hold. */
const usualWhites = [255, 65_535];

/**
 * The number that stands for white in a picture of floats: 1, unless most of the picture would be brighter than white.
 * Such numbers were meant otherwise, and the smallest usual white that holds them is taken, or else the brightest.
 */
export function whiteOf(bytes: Uint8Array, layout: TiffLayout): number {
  const kept: number[] = [];
  const everyBlocks = Math.max(1, Math.ceil(layout.blockStarts.length / mostBlocksLookedAt));
  const blockSamples = layout.blockWidth * layout.blockHeight * layout.samplesPerPixel;
  const looked = blockSamples * Math.min(layout.blockStarts.length, mostBlocksLookedAt);
  const every = Math.max(1, Math.floor(looked / mostSamplesKept));
  let seen = 0;
  const keep = (_pixel: number, _channel: number, value: number) => {
    if (seen++ % every === 0 && Number.isFinite(value)) kept.push(value);
  };
  readSamples(bytes, layout, keep, { everyBlocks });
  const bright = kept.filter((value) => value > 1);
  if (bright.length <= kept.length / 2) return 1;
  const brightest = bright.sort((one, other) => one - other)[Math.floor(bright.length * 0.999)] as number;
  return usualWhites.find((white) => white >= brightest) ?? brightest;
}
