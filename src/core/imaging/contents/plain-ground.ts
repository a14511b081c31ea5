import type { Plane } from "../signature/plane.ts";

/** How much of a small picture stands on even ground, as writing, lines and drawings do. */
export interface PlainGround {
  /** Part of the structured blocks in which strokes or edges stand on even ground. 1 where nothing is to be seen. */
  plain: number;
  /** Part of the structured blocks with many strokes on even ground. */
  written: number;
  /** Part of all pixels that have the commonest grey level: paper. */
  paper: number;
}

/**
 * From here on what is written, or drawn in thin lines, may be all that tells two pictures apart, and a thumbnail of 320
 * pixels cannot be read. Of thumbnails of documents, screenshots, charts and notes, scanned and photographed ones too,
 * none is below 0.88; of 260 photographs one in eight is above 0.7.
 */
const leastPlain = 0.7;

export function mayCarryWriting({ plain }: PlainGround): boolean {
  return plain >= leastPlain;
}

/**
 * Whether it is a page: what is written on it is what it is about. Of drawn scenes, whose skies and walls are even too,
 * and of photographs nearly none is.
 */
export function isPage({ plain, written, paper }: PlainGround): boolean {
  if (plain < 0.85) return false;
  // Paper with anything on it; text all over; some of both; a card with a few large words.
  return (
    paper >= 0.7 || written >= 0.33 || (written >= 0.25 && paper >= 0.5) || (plain >= 0.96 && written >= 0.15)
  );
}

const blockSidePixels = 16;
const blockPixels = blockSidePixels ** 2;

/** Levels of a histogram. */
const bins = 64;
const levelsPerBin = 256 / bins;

/** Grey levels between a block's darkest and lightest pixels (but for a few) from which on there is something in it. */
const leastContrast = 24;

/** So much of a block has the ground's level where strokes stand on even ground. */
const groundOfBlock = 0.35;

/** Changes between darker and lighter than the middle, along all rows and columns: an edge has 32 at most. */
const changesOfStrokes = 40;

export function plainGroundOf(plane: Plane): PlainGround {
  const { width, height } = plane;
  let [structured, plain, written] = [0, 0, 0];
  for (let top = 0; top + blockSidePixels <= height; top += blockSidePixels / 2) {
    for (let left = 0; left + blockSidePixels <= width; left += blockSidePixels / 2) {
      const block = lookAtBlock(plane, top * width + left);
      if (!block) continue;
      structured += 1;
      if (block.ground < groundOfBlock) continue;
      plain += 1;
      if (changesIn(plane, top * width + left, block.middle) >= changesOfStrokes) written += 1;
    }
  }
  if (structured === 0) return { plain: 1, written: 0, paper: paperOf(plane) };
  return { plain: plain / structured, written: written / structured, paper: paperOf(plane) };
}

const histogram = new Uint32Array(bins);

function binOf(level: number): number {
  return Math.min(bins - 1, (level * bins) >> 8);
}

/** Undefined where nothing is in it. */
function lookAtBlock({ data, width }: Plane, start: number): { ground: number; middle: number } | undefined {
  histogram.fill(0);
  for (let row = 0; row < blockSidePixels; row++) {
    for (let at = start + row * width; at < start + row * width + blockSidePixels; at++) {
      const bin = binOf(data[at] as number);
      histogram[bin] = (histogram[bin] as number) + 1;
    }
  }
  // All but two in a hundred.
  const low = binAt(0.02 * blockPixels);
  const high = binAt(0.98 * blockPixels);
  if ((high - low) * levelsPerBin < leastContrast) return undefined;
  const near = Math.max(2, Math.round(0.18 * (high - low)));
  const ground = Math.max(countBetween(0, low + near), countBetween(high - near, bins - 1)) / blockPixels;
  return { ground, middle: ((low + high + 1) / 2) * levelsPerBin };
}

function binAt(rank: number): number {
  let count = 0;
  for (let bin = 0; bin < bins; bin++) {
    count += histogram[bin] as number;
    if (count > rank) return bin;
  }
  return bins - 1;
}

function countBetween(from: number, to: number): number {
  let count = 0;
  for (let bin = Math.max(0, from); bin <= Math.min(bins - 1, to); bin++) count += histogram[bin] as number;
  return count;
}

function changesIn({ data, width }: Plane, start: number, middle: number): number {
  let changes = 0;
  for (let row = 0; row < blockSidePixels; row++) {
    for (let column = 0; column < blockSidePixels; column++) {
      const at = start + row * width + column;
      const isLight = (data[at] as number) > middle;
      if (column > 0 && isLight !== (data[at - 1] as number) > middle) changes += 1;
      if (row > 0 && isLight !== (data[at - width] as number) > middle) changes += 1;
    }
  }
  return changes;
}

/** Within 8 levels of the commonest. */
function paperOf({ data }: Plane): number {
  histogram.fill(0);
  for (const level of data) {
    const bin = binOf(level);
    histogram[bin] = (histogram[bin] as number) + 1;
  }
  let most = 0;
  for (let bin = 0; bin < bins; bin++) most = Math.max(most, countBetween(bin - 2, bin + 2));
  return most / Math.max(1, data.length);
}
