import sharp from "sharp";
import { type Affine, invert } from "../comparison/affine.ts";
import { findDifferingWindows } from "./differing-windows.ts";
import { type Grid, gridSource, layOnGrid } from "./grid.ts";
import type { PagePlane } from "./page-plane.ts";
import { correctMap } from "./register.ts";
import { lookThroughWindows } from "./windows.ts";

/** Pixels that a map misses by at most. */
const reachPixels = 4;

/** Of a page the coarser picture must have so much of the finer one's pixels along a line, or it cannot be read. */
const leastLegible = 0.4;

/** A first look at so few pixels tells most other contents, in a tenth of the time. */
const firstLookPixels = 160_000;

/** Whether the originals of two pictures that look alike show the same writing, lines and edges. */
export interface Contents {
  /**
   * - `same`: nothing differs but what compressing and resizing leave
   * - `other`: something else is written or drawn
   * - `illegible`: of a page, one is too small or too noisy for its writing to be compared
   */
  verdict: "same" | "other" | "illegible";
  /** 0 to 1: by how much the most differing place of a page differs; 0 of others. */
  peak: number;
  /** Part of all windows with something in them that differ. */
  differing: number;
}

/**
 * Looks at all of two originals, window by window, as fine as the coarser one is.
 * @param map where a point of the first lies in the second, between frames, as the thumbnails told
 * @param isPage what is written is what it is about: then any difference counts, additions too
 */
export async function compareContents(
  first: PagePlane,
  second: PagePlane,
  map: Affine,
  { isPage }: { isPage: boolean },
): Promise<Contents> {
  const back = invert(map);
  if (!back) return { verdict: "other", peak: 1, differing: 1 };
  const magnified = Math.sqrt(Math.abs(map.a * map.e - map.b * map.d));
  const pixelsPerPixel = magnified * Math.sqrt((second.width * second.height) / (first.width * first.height));
  const isFirstCoarse = pixelsPerPixel >= 1;
  const ratio = isFirstCoarse ? pixelsPerPixel : 1 / pixelsPerPixel;
  if (isPage && 1 / ratio < leastLegible) return { verdict: "illegible", peak: 1, differing: 0 };
  const [coarse, fine, start] = isFirstCoarse ? [first, second, map] : [second, first, back];
  const small = await reduced(coarse, firstLookPixels);
  if (small === coarse) return (await look(coarse, fine, start, isPage ? strict : lenient)).contents;
  const glance = await look(small, fine, start, isPage ? strictAtFirst : lenientAtFirst);
  if (glance.contents.verdict === "other") return glance.contents;
  return (await look(coarse, fine, glance.map, isPage ? strict : lenient)).contents;
}

async function reduced(page: PagePlane, mostPixels: number): Promise<PagePlane> {
  const scale = Math.sqrt(mostPixels / (page.width * page.height));
  if (scale >= 0.7) return page;
  const [width, height] = [Math.round(page.width * scale), Math.round(page.height * scale)];
  const data = await sharp(page.data, { raw: { width: page.width, height: page.height, channels: 1 } })
    .resize({ width, height, fit: "fill", kernel: "lanczos3" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return { ...page, width, height, data: new Uint8Array(data) };
}

/** What counts as a difference. */
interface Strictness {
  leastVariance: number;
  leastRatio: number;
  mostRatio: number;
  fewest: number;
  /** Something put on one of the two is a difference. */
  countsAdditions: boolean;
}

/** On a page a digit is enough; elsewhere edited colours and lost texture look like differences too. */
const strict = {
  leastVariance: 7 ** 2,
  leastRatio: 0.2,
  mostRatio: 0.4,
  fewest: 1,
  countsAdditions: true,
};
const lenient = {
  leastVariance: 15 ** 2,
  leastRatio: 0.45,
  mostRatio: 0.6,
  fewest: 3,
  countsAdditions: false,
};

/** At the first look only what could be nothing else counts. */
const strictAtFirst = { ...strict, leastVariance: 12 ** 2, leastRatio: 0.5, mostRatio: 0.6, fewest: 12 };
const lenientAtFirst = { ...lenient, leastVariance: 20 ** 2, leastRatio: 0.7, mostRatio: 0.8, fewest: 24 };

/** @returns the map as it was corrected, too */
async function look(
  coarse: PagePlane,
  fine: PagePlane,
  start: Affine,
  strictness: Strictness,
): Promise<{ contents: Contents; map: Affine }> {
  const source = await gridSource(coarse, fine, start);
  const told = layOnGrid(source, start);
  const contents = judge(told, strictness);
  if (contents.verdict === "same") return { contents, map: start };
  // The map may miss by some pixels.
  const map = correctMap(told, start, reachPixels);
  return { contents: map === start ? contents : judge(layOnGrid(source, map), strictness), map };
}

/** One place that differs by less may be noise, of a scan beside what was scanned: it says nothing of the pair. */
const clearPeak = 0.5;
const clearPlaces = 6;

/**
 * Of differing windows, the part in which one and the same picture has more in it, and how many there must be: something
 * was put on it. A date stamp on a busy ground 0.86 of 91; a digit that became another may do that in a few.
 */
const putOn = 0.8;
const putOnPlaces = 24;

function judge(grid: Grid, { countsAdditions, ...limits }: Strictness): Contents {
  const { count, peak, share, oneSided } = findDifferingWindows(lookThroughWindows(grid), limits);
  const isAddition = !countsAdditions && oneSided >= putOn && count >= putOnPlaces;
  const isSame = count === 0 || isAddition;
  const isClear = peak >= clearPeak || count >= clearPlaces;
  return {
    verdict: isSame ? "same" : isClear ? "other" : "illegible",
    peak: countsAdditions ? peak : 0,
    differing: share,
  };
}
