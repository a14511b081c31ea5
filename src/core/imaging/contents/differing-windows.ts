import type { Windows } from "./windows.ts";

export interface WindowLimits {
  /** Of grey levels: below it there is nothing in a window. */
  leastVariance: number;
  /** The part of a window's variance that the other picture must leave unexplained, more where the pair is noisy. */
  leastRatio: number;
  mostRatio: number;
  /** Places that must differ. */
  fewest: number;
}

export interface DifferingWindows {
  /** Places that differ; 0 where they are too few. */
  count: number;
  /** Unexplained part of the most differing place. */
  peak: number;
  /** Part of the windows with something in them. */
  share: number;
  /** Part of them in which the same picture has more in it, 0.5 to 1. */
  oneSided: number;
}

/** Windows of three by three around a place of which so many must differ: a digit does that, noise lies scattered. */
const together = 3;

/** Variance in grey levels that strong compression leaves where there is little to be seen. */
const leastResidual = 6 ** 2;

/** What compression and resizing leave unexplained in the noisiest hundredth of the windows, times this, is no writing. */
const aboveNoise = 2;

/**
 * Places where two pictures on each other show other things. How much of a window is unexplained depends on the noise of
 * the pair: in the noisiest hundredth of the windows of true copies 0.13 at the most (half the size, a messenger's
 * compression, scanner's grain), in other writing about 1. A place is as different as the third of its neighbours.
 */
export function findDifferingWindows(
  { columns, rows, structure, residual, more }: Windows,
  limits: WindowLimits,
): DifferingWindows {
  const grain = grainOf(structure, residual);
  const least = Math.max(limits.leastVariance, 16 * grain);
  const ratios = new Float32Array(structure.length);
  const present: number[] = [];
  for (let at = 0; at < structure.length; at++) {
    // False of NaN.
    if (!((structure[at] as number) >= least)) continue;
    const ratio = Math.max(0, (residual[at] as number) - grain) / (structure[at] as number);
    present.push(ratio);
    if ((residual[at] as number) >= leastResidual) ratios[at] = ratio;
  }
  const noise = quantile(present, 0.99);
  const limit = Math.min(limits.mostRatio, Math.max(limits.leastRatio, aboveNoise * noise));
  let [count, peak, first] = [0, 0, 0];
  for (let row = 1; row < rows - 1; row++) {
    for (let at = row * columns + 1; at < (row + 1) * columns - 1; at++) {
      if ((ratios[at] as number) <= Math.min(peak, limit)) continue;
      const place = thirdAround(ratios, at, columns);
      peak = Math.max(peak, place);
      if (place < limit) continue;
      count += 1;
      if (more[at] === 1) first += 1;
    }
  }
  const side = count === 0 ? 1 : first / count;
  return {
    count: count < limits.fewest ? 0 : count,
    peak,
    share: count / Math.max(1, present.length),
    oneSided: Math.max(side, 1 - side),
  };
}

/** Variance of what neither shows: grain and compression on even ground. */
function grainOf(structure: Float32Array, residual: Float32Array): number {
  const even: number[] = [];
  for (let at = 0; at < structure.length; at++) {
    if ((structure[at] as number) < 25) even.push(residual[at] as number);
  }
  return quantile(even, 0.5);
}

function quantile(values: number[], part: number): number {
  const sorted = Float32Array.from(values).sort();
  return sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))] ?? 0;
}

function thirdAround(ratios: Float32Array, at: number, columns: number): number {
  const top = new Float32Array(together);
  for (let row = at - columns; row <= at + columns; row += columns) {
    for (let place = row - 1; place <= row + 1; place++) {
      let value = ratios[place] as number;
      for (let rank = 0; rank < together; rank++) {
        const known = top[rank] as number;
        if (value <= known) continue;
        top[rank] = value;
        value = known;
      }
    }
  }
  return top[together - 1] as number;
}
