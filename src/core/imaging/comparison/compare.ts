import type { Contents } from "../contents/compare-contents.ts";
import type { Turn } from "../signature/cosine-hash.ts";
import type { Landmark } from "../signature/landmarks.ts";
import { lumaOf, type Plane, type RgbPixels } from "../signature/plane.ts";
import {
  type Affine,
  betweenFrames,
  cornerDistance,
  frameOnFrame,
  frameToFrame,
  invert,
  shapeOf,
} from "./affine.ts";
import { correlate, fitPlane, refineMap } from "./align.ts";
import { contentFrames } from "./content-frame.ts";
import { type Differences, findDifferences } from "./differences.ts";
import { type Frame, layOver } from "./frame.ts";
import { landmarkMaps } from "./hypotheses.ts";
import { equaliseSharpness, relight } from "./light.ts";
import { overlayShare } from "./overlay.ts";
import { fillOutside, frameAround, structuralSimilarity, textureOf } from "./structure.ts";

/** Changed whenever the same two pictures would be measured differently. */
export const comparisonVersion = 4;

export interface ComparedPicture {
  /** The cached thumbnail, decoded. */
  pixels: RgbPixels;
  landmarks: readonly Landmark[];
}

/**
 * - `none`: what tells it from other pictures can be seen at the size of a thumbnail
 * - `some`: writing or thin lines may tell it from others
 * - `page`: what is written is what it is about
 */
export type WritingKind = "none" | "some" | "page";

/** One of the originals could not be read. */
export interface UnreadContents {
  verdict: "unread";
}

/** What laying two pictures on each other shows. */
export interface PairMeasures {
  /** Which one lies wholly in the other, frame and fill left out; the measures are of its area. */
  inner: "first" | "second";
  /** Mean structural similarity (Wang et al. 2004) of the aligned pictures under the same light, -1 to 1. */
  structure: number;
  /** Parts of the common area: all that differs, and the largest connected difference. */
  differing: number;
  largestDifference: number;
  /** Of what differs, the part that one overlay of thin strokes explains. */
  overlay: number;
  /** Part of the inner picture that the other has; the rest must be `fill`: a frame, corners of a turned picture. */
  covered: number;
  /** Part of what is not covered that has one colour. */
  fill: number;
  /** Part of the outer picture that the inner one shows. */
  shown: number;
  /** Part of the rest of the outer picture that is a frame around the inner one. Absent in older measures. */
  frame?: number;
  /** Mean step from pixel to pixel in the common area, grey levels: nothing can be told from flat pictures. */
  texture: number;
  /** From the inner into the outer picture. */
  degrees: number;
  stretch: number;
  slant: number;
  /** Stretching that the two frames' shapes ask for: a picture squeezed into a square. 1 is none. */
  squeeze: number;
  /** Grey levels by which light or colours were changed. */
  relit: number;
  turn: Turn | null;
  /** What thumbnails that cannot be read may hide. Absent in older measures. */
  writing?: WritingKind;
  /** What the originals showed, where they had to be looked at. */
  contents?: Contents | UnreadContents;
  /**
   * Where a point of the first lies in the second, in parts of their widths and heights, turns included. Absent where
   * they differ too much to be one picture, and in what was measured before maps were kept.
   */
  map?: Affine;
}

const coarseSidePixels = 48;
const fineSidePixels = 112;
const finestSidePixels = 200;
const frameSidePixels = 224;

/** Pictures that differ by more are not brought together by a better alignment. */
const worthAnotherLook = 0.04;

/** Pictures that differ by more are not one. */
const worthAMap = 0.15;

/** In parts of a picture. On cuts of the generated set corners lie within 0.0007 of where they were cut. */
const mapTolerance = 0.0015;

/** Whole pictures show all of each other, but for rounding. */
const wholeShown = 0.97;

/** Below this no map is worth the fine look. */
const leastCorrelation = 0.55;

const plainCorrelation = 0.98;

/** Undefined where nothing lays the one on the other. */
export function comparePictures(first: ComparedPicture, second: ComparedPicture): PairMeasures | undefined {
  const [firstLuma, secondLuma] = [lumaOf(first.pixels), lumaOf(second.pixels)];
  const map = align(first, second, firstLuma, secondLuma);
  if (!map) return undefined;
  const inverse = invert(map);
  if (!inverse) return undefined;
  const [small, other] = [fitPlane(firstLuma, coarseSidePixels), fitPlane(secondLuma, coarseSidePixels)];
  const firstInside = correlate(small, other, map).covered;
  const secondInside = correlate(other, small, inverse).covered;
  const isFirstInner = firstInside >= secondInside;
  const look = (towards: Affine, back: Affine) =>
    isFirstInner
      ? measure(first.pixels, second.pixels, towards, "first", secondInside)
      : measure(second.pixels, first.pixels, back, "second", firstInside);
  const measures = look(map, inverse);
  if (!measures || measures.differing > worthAMap) return measures;
  const [from, to] = [fitPlane(firstLuma, fineSidePixels), fitPlane(secondLuma, fineSidePixels)];
  const placed = { ...measures, map: settled(betweenFrames(map, from, to)) };
  if (measures.differing === 0 && placed.map === frameOnFrame) return placed;
  // A tenth of a pixel more can be all that differs.
  const [finestFrom, finestTo] = [
    fitPlane(firstLuma, finestSidePixels),
    fitPlane(secondLuma, finestSidePixels),
  ];
  const finer = refineMap(finestFrom, finestTo, map, 6);
  const better = { ...measures, map: settled(betweenFrames(finer, finestFrom, finestTo)) };
  const finerBack = invert(finer);
  if (measures.differing === 0 || measures.differing > worthAnotherLook || !finerBack) return better;
  const again = look(finer, finerBack);
  return again && again.differing < measures.differing ? { ...again, map: better.map } : better;
}

/** Whole pictures lie on each other exactly: there a map would only add what it misses by. */
function settled(map: Affine): Affine {
  return cornerDistance(map, frameOnFrame) <= mapTolerance ? frameOnFrame : map;
}

function align(first: ComparedPicture, second: ComparedPicture, from: Plane, to: Plane): Affine | undefined {
  const [coarseFrom, coarseTo] = [fitPlane(from, coarseSidePixels), fitPlane(to, coarseSidePixels)];
  const starts = [
    frameToFrame(from, to),
    ...contentFrames(first.pixels, second.pixels),
    ...landmarkMaps(first.landmarks, second.landmarks, 3),
  ];
  let best: { map: Affine; score: number } | undefined;
  for (const start of starts) {
    const map = refineMap(coarseFrom, coarseTo, start, 8);
    const { correlation, covered } = correlate(coarseFrom, coarseTo, map);
    const inside = invert(map);
    const back = inside ? correlate(coarseTo, coarseFrom, inside).covered : 0;
    // Of maps that fit as well the one that lays more on each other.
    const score = correlation + 0.1 * Math.max(covered, back);
    if (Math.max(covered, back) < 0.3 || correlation < leastCorrelation) continue;
    if (!best || score > best.score) best = { map, score };
    // Whole pictures that lie on each other as they are need no other map to be tried.
    if (start === starts[0] && correlation > plainCorrelation && Math.min(covered, back) > 0.98) break;
  }
  return best && refineMap(fitPlane(from, fineSidePixels), fitPlane(to, fineSidePixels), best.map, 8);
}

function measure(
  inner: RgbPixels,
  outer: RgbPixels,
  map: Affine,
  name: PairMeasures["inner"],
  shown: number,
): PairMeasures | undefined {
  const shape = shapeOf(map);
  // No finer than the coarser of the two is on this area, and a little coarser: their pixels do not coincide.
  const outerPixels = shape.scale * Math.max(outer.width, outer.height);
  const longSide = Math.min(
    frameSidePixels,
    0.8 * Math.min(outerPixels, Math.max(inner.width, inner.height)),
  );
  if (longSide < 24) return undefined;
  const frame = layOver(inner, outer, map, longSide);
  if (frame.covered < 400) return undefined;
  equaliseSharpness(frame);
  const forth = judge(frame, frame.other, frame.one);
  // Colours can be taken away, not given back: the direction that explains more is the one that was gone.
  const back = forth.differences.share === 0 ? forth : judge(frame, frame.one, frame.other);
  const best = back.differences.share < forth.differences.share ? back : forth;
  const { differences, predicted, observed } = best;
  const overlay =
    differences.share === 0
      ? 0
      : Math.max(
          overlayShare(frame, predicted, observed, differences.mask),
          overlayShare(frame, observed, predicted, differences.mask),
        );
  return {
    inner: name,
    structure: structuralSimilarity(frame, predicted, observed),
    differing: differences.share,
    largestDifference: differences.largest,
    overlay,
    covered: frame.covered / (frame.width * frame.height),
    fill: fillOutside(frame),
    shown,
    frame: shown < wholeShown ? frameOf(inner, outer, map) : 0,
    texture: textureOf(frame),
    degrees: shape.degrees,
    stretch: shape.stretch,
    slant: shape.slant,
    squeeze: squeezeOf(inner, outer),
    relit: relitBy(frame),
    turn: null,
  };
}

function frameOf(inner: RgbPixels, outer: RgbPixels, map: Affine): number {
  const back = invert(map);
  return back ? frameAround(layOver(outer, inner, back, frameSidePixels)) : 0;
}

function squeezeOf(one: RgbPixels, other: RgbPixels): number {
  const ratio = one.width / one.height / (other.width / other.height);
  return Math.max(ratio, 1 / ratio);
}

interface Judgement {
  predicted: Float32Array;
  observed: Float32Array;
  differences: Differences;
}

function judge(frame: Frame, source: Float32Array, observed: Float32Array): Judgement {
  const predicted = relight(frame, source, observed);
  return { predicted, observed, differences: findDifferences(frame, predicted, observed) };
}

/** Mean difference before relighting. */
function relitBy({ one, other, isCovered, covered, width, height }: Frame): number {
  let sum = 0;
  for (let at = 0; at < one.length; at++) {
    if (isCovered[at % (width * height)] === 1) sum += Math.abs((one[at] as number) - (other[at] as number));
  }
  return sum / (3 * covered);
}
