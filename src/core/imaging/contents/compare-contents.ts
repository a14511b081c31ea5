import { type Affine, invert } from "../comparison/affine.ts";
import { findDifferingWindows } from "./differing-windows.ts";
import { type Grid, gridSource, layOnGrid } from "./grid.ts";
import type { PagePlane } from "./page-plane.ts";
import { correctMap } from "./register.ts";
import { lookThroughWindows } from "./windows.ts";

/** Pixels that the map of two thumbnails misses by at most, in the originals. */
const reachPixels = 4;

/** Of a page the coarser picture must have so much of the finer one's pixels along a line, or it cannot be read. */
const leastLegible = 0.4;

/** Whether the originals of two pictures that look alike show the same writing, lines and edges. */
export interface Contents {
  /**
   * - `same`: nothing differs but what compressing and resizing leave
   * - `other`: something else is written or drawn
   * - `illegible`: of a page, one is too small for its writing to be compared
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
  const source = await gridSource(coarse, fine, start);
  const told = layOnGrid(source, start);
  const seen = judge(told, isPage);
  if (seen.verdict === "same") return seen;
  // The thumbnails' map may miss by some pixels.
  const corrected = correctMap(told, start, reachPixels);
  return corrected === start ? seen : judge(layOnGrid(source, corrected), isPage);
}

/** On a page a digit is enough; elsewhere edited colours and lost texture look like differences too. */
const strict = { leastVariance: 7 ** 2, leastRatio: 0.2, mostRatio: 0.4, fewest: 1 };
const lenient = { leastVariance: 15 ** 2, leastRatio: 0.45, mostRatio: 0.6, fewest: 6 };

/** Of differing windows, the part in which one and the same picture has more in it: something was put on it. */
const putOn = 0.9;

function judge(grid: Grid, isPage: boolean): Contents {
  const limits = isPage ? strict : lenient;
  const { count, peak, share, oneSided } = findDifferingWindows(lookThroughWindows(grid), limits);
  const isAddition = !isPage && oneSided >= putOn;
  return {
    verdict: count === 0 || isAddition ? "same" : "other",
    peak: isPage ? peak : 0,
    differing: share,
  };
}
