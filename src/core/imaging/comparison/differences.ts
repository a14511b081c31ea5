import type { Frame } from "./frame.ts";

/** How far in grey levels two relit pixels may differ: compression, other resampling, coarse colour all stay below. */
const tolerance = 22;

export interface Differences {
  /** 1 where the pictures differ. */
  mask: Uint8Array;
  /** Part of the covered area. */
  share: number;
  /** Part of the covered area of the largest connected difference. */
  largest: number;
  /** Connected differences of more than a few pixels. */
  parts: number;
}

/**
 * Where two pictures differ by more than a pixel's shift explains: a pixel agrees when it lies within the range of the
 * other's three by three around it. Single pixels are noise and taken off.
 * @param predicted float32 [3, height, width]: one of the two under the other's light
 * @param observed float32 [3, height, width]
 */
export function findDifferences(frame: Frame, predicted: Float32Array, observed: Float32Array): Differences {
  const { width } = frame;
  const size = width * frame.height;
  const raw = new Uint8Array(size);
  for (let at = 0; at < size; at++) {
    if (frame.isCovered[at] === 0) continue;
    let excess = 0;
    for (let channel = at; channel < 3 * size; channel += size) {
      const [one, other] = [predicted[channel] as number, observed[channel] as number];
      // No pixel lies further from the range around another than from that pixel itself.
      if (Math.abs(one - other) <= tolerance) continue;
      excess = Math.max(
        excess,
        beyondRange(one, observed, channel, width),
        beyondRange(other, predicted, channel, width),
      );
    }
    if (excess <= tolerance) continue;
    const isSure =
      excess > 2 * tolerance || !(isClipped(predicted, at, size) || isClipped(observed, at, size));
    if (isSure) raw[at] = 1;
  }
  const mask = withoutSpecks(raw, frame);
  return { mask, ...measure(mask, frame) };
}

/** Where a colour ends at the edge of the scale, stronger colours and more light cannot be told from less. */
function isClipped(planes: Float32Array, at: number, size: number): boolean {
  for (let channel = at; channel < 3 * size; channel += size) {
    const level = planes[channel] as number;
    if (level < 4 || level > 251) return true;
  }
  return false;
}

/** How far a value lies outside the range of three by three around a place of a plane, edges left out. */
function beyondRange(value: number, plane: Float32Array, at: number, width: number): number {
  let low = plane[at] as number;
  let high = low;
  for (let row = at - width; row <= at + width; row += width) {
    for (let place = row - 1; place <= row + 1; place++) {
      const level = plane[place];
      if (level === undefined) continue;
      if (level < low) low = level;
      else if (level > high) high = level;
    }
  }
  return Math.max(low - value, value - high);
}

/** A difference has company: at least three of its eight neighbours. The outermost pixels are never sure. */
function withoutSpecks(raw: Uint8Array, { width, height, isCovered }: Frame): Uint8Array {
  const out = new Uint8Array(raw.length);
  for (let y = 2; y < height - 2; y++) {
    for (let x = 2; x < width - 2; x++) {
      const at = y * width + x;
      if (raw[at] === 0) continue;
      if (isCovered[at - 2] === 0 || isCovered[at + 2] === 0) continue;
      if (isCovered[at - 2 * width] === 0 || isCovered[at + 2 * width] === 0) continue;
      let near = 0;
      for (let row = -width; row <= width; row += width) {
        for (let column = -1; column <= 1; column++) near += raw[at + row + column] as number;
      }
      if (near >= 4) out[at] = 1;
    }
  }
  return out;
}

const smallestPart = 4;

function measure(mask: Uint8Array, { width, covered }: Frame): Omit<Differences, "mask"> {
  const isSeen = new Uint8Array(mask.length);
  let [total, largest, parts] = [0, 0, 0];
  for (let start = 0; start < mask.length; start++) {
    if (mask[start] === 0 || isSeen[start] === 1) continue;
    const area = flood(mask, isSeen, start, width);
    total += area;
    largest = Math.max(largest, area);
    if (area >= smallestPart) parts += 1;
  }
  return { share: total / Math.max(1, covered), largest: largest / Math.max(1, covered), parts };
}

function flood(mask: Uint8Array, isSeen: Uint8Array, start: number, width: number): number {
  const stack = [start];
  isSeen[start] = 1;
  let area = 0;
  for (let at = stack.pop(); at !== undefined; at = stack.pop()) {
    area += 1;
    for (const next of [
      at - 1,
      at + 1,
      at - width,
      at + width,
      at - width - 1,
      at - width + 1,
      at + width - 1,
      at + width + 1,
    ]) {
      if (mask[next] !== 1 || isSeen[next] === 1) continue;
      isSeen[next] = 1;
      stack.push(next);
    }
  }
  return area;
}
