import { cosineHash, hashSidePixels } from "./cosine-hash.ts";
import { blurPlane, halvePlane, type Plane, resizePlane, samplePlane } from "./plane.ts";

/**
 * A spot that stands out, found again in copies that were cut, framed, turned a little or written on. Positions are
 * parts of the picture's long side, from its top left corner, so that they are the same at every size.
 */
export interface Landmark {
  x: number;
  y: number;
  /** Radius of the blob, as a part of the long side. */
  radius: number;
  /** Cosine hash of the square around it, six radii to each side. */
  low: number;
  high: number;
}

/** Long side of the picture that landmarks are looked for in. Blobs smaller than its pixels do not survive resizing. */
const searchSidePixels = 128;

/** Scales to an octave, and the finest one in pixels: as SIFT has them (Lowe 2004, section 3). */
const scalesPerOctave = 3;
const finestSigma = 1.6;
const octaves = 3;

/** Of 255: extrema that are weaker are noise. */
const leastContrast = 1.2;

/** Largest ratio of the two curvatures, squared sum over product: Lowe's test of r = 10, which tells spots from edges. */
const mostEdgeness = 12.1;

const patchRadii = 6;

/** How far, in parts of its own half side, a patch may reach over the edge. */
const mostOverhang = 0.4;

interface Candidate {
  x: number;
  y: number;
  sigma: number;
  strength: number;
  blurred: Plane;
  /** Pixels of the searched picture to one of `blurred`. */
  step: number;
}

/**
 * Extrema of differences of Gaussians over place and scale (Lowe 2004, "Distinctive Image Features from
 * Scale-Invariant Keypoints"), strongest first. No orientation is given to them: small rotations change a cosine hash
 * little, and large ones are looked for with turned pictures.
 */
export function findLandmarks(luma: Plane, limit: number): Landmark[] {
  const longSide = Math.max(luma.width, luma.height);
  const scale = Math.min(1, searchSidePixels / longSide);
  const searched = resizePlane(
    luma,
    Math.max(1, Math.round(luma.width * scale)),
    Math.max(1, Math.round(luma.height * scale)),
  );
  const candidates: Candidate[] = [];
  let base = blurPlane(searched, finestSigma);
  for (let octave = 0; octave < octaves && Math.min(base.width, base.height) >= 12; octave++) {
    const levels = scaleSpace(base);
    candidates.push(...extremaOf(levels, 2 ** octave));
    base = halvePlane(levels[scalesPerOctave] as Plane);
  }
  candidates.sort((left, right) => right.strength - left.strength || left.y - right.y || left.x - right.x);
  const side = Math.max(searched.width, searched.height);
  const found: Landmark[] = [];
  for (const candidate of candidates) {
    if (found.length === limit) break;
    const landmark = landmarkOf(candidate, searched, side);
    if (landmark && !found.some((other) => isSameSpot(other, landmark))) found.push(landmark);
  }
  return found;
}

/** Blurs with sigma = finestSigma * 2^(k / scalesPerOctave), relative to the octave's own pixels. */
function scaleSpace(base: Plane): Plane[] {
  const levels = [base];
  for (let level = 1; level < scalesPerOctave + 3; level++) {
    const before = finestSigma * 2 ** ((level - 1) / scalesPerOctave);
    const wanted = finestSigma * 2 ** (level / scalesPerOctave);
    levels.push(blurPlane(levels[level - 1] as Plane, Math.sqrt(wanted ** 2 - before ** 2)));
  }
  return levels;
}

function extremaOf(levels: readonly Plane[], step: number): Candidate[] {
  const found: Candidate[] = [];
  const differences = levels.slice(1).map((level, index) => difference(level, levels[index] as Plane));
  for (let level = 1; level < differences.length - 1; level++) {
    const here = differences[level] as Plane;
    const around = [differences[level - 1] as Plane, here, differences[level + 1] as Plane];
    for (let y = 1; y < here.height - 1; y++) {
      for (let x = 1; x < here.width - 1; x++) {
        const value = here.data[y * here.width + x] as number;
        if (Math.abs(value) < leastContrast || !isExtremum(around, x, y, value) || isEdge(here, x, y))
          continue;
        const at = y * here.width + x;
        const [finer, coarser] = [around[0]?.data[at] ?? 0, around[2]?.data[at] ?? 0];
        const sigma = finestSigma * 2 ** ((level + vertex(finer, value, coarser)) / scalesPerOctave);
        const fine = refine(here, x, y);
        found.push({
          x: (fine.x + 0.5) * step,
          y: (fine.y + 0.5) * step,
          sigma: sigma * step,
          strength: Math.abs(value),
          blurred: levels[level] as Plane,
          step,
        });
      }
    }
  }
  return found;
}

function difference({ width, height, data }: Plane, finer: Plane): Plane {
  const out = new Float32Array(data.length);
  for (let at = 0; at < data.length; at++) out[at] = (data[at] as number) - (finer.data[at] as number);
  return { width, height, data: out };
}

function isExtremum(planes: readonly Plane[], x: number, y: number, value: number): boolean {
  const sign = Math.sign(value);
  for (const plane of planes) {
    for (let row = y - 1; row <= y + 1; row++) {
      for (let column = x - 1; column <= x + 1; column++) {
        if (sign * (plane.data[row * plane.width + column] as number) > sign * value) return false;
      }
    }
  }
  return true;
}

function isEdge({ width, data }: Plane, x: number, y: number): boolean {
  const at = y * width + x;
  const value = (offset: number) => data[at + offset] as number;
  const xx = value(1) + value(-1) - 2 * value(0);
  const yy = value(width) + value(-width) - 2 * value(0);
  const xy = (value(width + 1) - value(width - 1) - value(-width + 1) + value(-width - 1)) / 4;
  const product = xx * yy - xy * xy;
  return product <= 0 || (xx + yy) ** 2 / product > mostEdgeness;
}

/** Between the pixels. */
function refine({ width, data }: Plane, x: number, y: number): { x: number; y: number } {
  const at = y * width + x;
  const here = data[at] as number;
  return {
    x: x + vertex(data[at - 1] as number, here, data[at + 1] as number),
    y: y + vertex(data[at - width] as number, here, data[at + width] as number),
  };
}

/** Of the parabola through three values, in steps from the middle one. */
function vertex(before: number, here: number, after: number): number {
  const curve = before + after - 2 * here;
  return curve === 0 ? 0 : Math.max(-0.5, Math.min(0.5, (before - after) / (2 * curve)));
}

function landmarkOf(candidate: Candidate, { width, height }: Plane, side: number): Landmark | undefined {
  const { x, y, sigma, blurred, step } = candidate;
  const half = patchRadii * sigma;
  const overhang = Math.max(half - x, half - y, x + half - width, y + half - height) / half;
  if (overhang > mostOverhang) return undefined;
  const square = new Float32Array(hashSidePixels * hashSidePixels);
  for (let row = 0; row < hashSidePixels; row++) {
    for (let column = 0; column < hashSidePixels; column++) {
      const across = x + half * ((2 * column + 1) / hashSidePixels - 1);
      const down = y + half * ((2 * row + 1) / hashSidePixels - 1);
      square[row * hashSidePixels + column] = samplePlane(blurred, across / step - 0.5, down / step - 0.5);
    }
  }
  const { low, high } = cosineHash(square);
  return { x: x / side, y: y / side, radius: sigma / side, low, high };
}

function isSameSpot(left: Landmark, right: Landmark): boolean {
  const near = 0.5 * Math.min(left.radius, right.radius);
  return (
    Math.hypot(left.x - right.x, left.y - right.y) < near && Math.abs(left.radius / right.radius - 1) < 0.3
  );
}
