import type { PairMeasures } from "../imaging/comparison/compare.ts";

/**
 * Limits found on the labelled set of src/demo/duplicates and on real photographs (bench/duplicates.ts prints what they
 * give). Areas are parts of what both pictures show.
 */
const limits = {
  /** More than a scanner or a straightened horizon turns. */
  degrees: 9,
  /** Copying keeps right angles; a moved camera does not. */
  slant: 0.01,
  /** Whole pictures may be squeezed into another frame, as some websites do; parts never are. */
  squeezeOfWhole: 1.8,
  stretch: 1.014,
  shown: 0.3,
  fill: 0.96,
  covered: 0.4,
  texture: 0.6,
  structure: 0.55,
  /** One connected difference as large as this is a thing that changed; half as large is in doubt. */
  largest: 0.0011,
  /** All differences together: sharpening and strong compression leave many small ones. */
  differing: 0.02,
  /** The part of the differences that one overlay must explain before they count as writing. */
  overlay: 0.8,
  /** More than this is no writing but another picture. */
  writtenOver: 0.12,
} as const;

/** 1 at 0, 0.5 at the limit, 0 at twice the limit. */
function fades(value: number, limit: number): number {
  return Math.min(1, Math.max(0, 1 - value / (2 * limit)));
}

/**
 * 0 to 1: how surely two pictures are the same one. 0 where the geometry is none that copying gives; otherwise what the
 * differences that no overlay explains leave of it; and 0 where the originals show other writing, or had to be read and
 * could not.
 */
export function confidenceOf(measures: PairMeasures): number {
  const { contents } = measures;
  if (!contents) return likenessOf(measures);
  // Of originals that show the same the likest are surest: a small copy goes with the one it was made from.
  return contents.verdict === "same" ? Math.min(likenessOf(measures), 1 - contents.peak) : 0;
}

/** 0 to 1: how surely two pictures are the same one as far as their thumbnails tell. */
export function likenessOf(measures: PairMeasures): number {
  if (!isCopyGeometry(measures) || measures.texture < limits.texture) return 0;
  const isExplained = isWrittenOn(measures);
  const left = isExplained ? 1 - measures.overlay : 1;
  const parts = [
    // What an overlay leaves over lies scattered along the edges of its letters, not in one place.
    fades(measures.largestDifference * left * (isExplained ? 0.5 : 1), limits.largest),
    fades(measures.differing * left, limits.differing),
    // Writing is surer the less of it there is.
    isExplained ? 0.97 - measures.differing : 1,
    Math.min(1, Math.max(0, measures.structure) / (limits.structure * 1.5)),
  ];
  return Math.min(...parts);
}

/** Whether what differs is writing on one of them. */
export function isWrittenOn({ overlay, differing }: PairMeasures): boolean {
  return overlay >= limits.overlay && differing > 0 && differing <= limits.writtenOver;
}

function isCopyGeometry(measures: PairMeasures): boolean {
  const { covered, shown, fill, stretch, squeeze, slant, degrees } = measures;
  const isSqueezed = covered > 0.96 && shown > 0.96 && squeeze <= limits.squeezeOfWhole;
  if (stretch / (isSqueezed ? squeeze : 1) > limits.stretch) return false;
  if (slant > limits.slant || Math.abs(degrees) > limits.degrees) return false;
  return covered >= limits.covered && fill >= limits.fill && shown >= limits.shown;
}

/**
 * Whether two pages say other things: that is certain. Of pictures that are no pages two marks, one on each, look the
 * same: that is a doubt, which others may outvote.
 */
export function isWrittenOtherwise({ contents, writing = "page" }: PairMeasures): boolean {
  return contents?.verdict === "other" && writing === "page";
}

/** Whether the pixels speak against a pair: they lie on each other as copies do, and show something else. */
export function isRefuted(measures: PairMeasures): boolean {
  if (isWrittenOtherwise(measures)) return true;
  return isCopyGeometry(measures) && measures.texture >= limits.texture && likenessOf(measures) < 0.2;
}

/** Whether the outer picture is the inner one in a frame: then the inner one is whole. */
export function isFramed({ frame = 0 }: PairMeasures): boolean {
  return frame >= limits.fill;
}

/**
 * Whether one shows noticeably less than the other: how much may be missing for both to count as whole. A frame around
 * one of them shows nothing.
 */
export function showsOnlyPart(measures: PairMeasures): boolean {
  return measures.shown < 0.93 * measures.covered && !isFramed(measures);
}
