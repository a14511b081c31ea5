import { hashDistance } from "../signature/cosine-hash.ts";
import type { Landmark } from "../signature/landmarks.ts";
import type { Affine } from "./affine.ts";

/** Bits of 64 in which the hashes of one spot may differ between two copies. */
export const landmarkDistance = 14;

/** Landmarks that agree on one map lie so near to where it puts them, in parts of the long side. */
const agreement = 0.025;

interface Match {
  from: Landmark;
  to: Landmark;
}

/**
 * Maps from one picture to the other that its landmarks speak for, most votes first. Every pair of landmarks that look
 * alike proposes one (scale and shift); those that others agree with are fitted to all who agree (a similarity, by
 * least squares: Umeyama 1991).
 */
export function landmarkMaps(from: readonly Landmark[], to: readonly Landmark[], limit: number): Affine[] {
  const matches = from.flatMap((one) =>
    to
      .filter((other) => hashDistance(one.low, one.high, other.low, other.high) <= landmarkDistance)
      .map((other): Match => ({ from: one, to: other })),
  );
  const voted = matches
    .map((match) => {
      const map = mapOf(match);
      const agreeing = matches.filter((other) => agrees(map, other));
      return { agreeing, spots: new Set(agreeing.map((one) => one.from)).size };
    })
    .filter(({ spots }) => spots >= 2)
    .sort((left, right) => right.spots - left.spots);
  const maps: Affine[] = [];
  for (const { agreeing } of voted) {
    if (maps.length === limit) break;
    const map = fitSimilarity(agreeing);
    if (map && !maps.some((other) => isAlike(other, map))) maps.push(map);
  }
  return maps;
}

function mapOf({ from, to }: Match): Affine {
  const scale = to.radius / from.radius;
  return { a: scale, b: 0, c: to.x - scale * from.x, d: 0, e: scale, f: to.y - scale * from.y };
}

function agrees({ a, b, c, d, e, f }: Affine, { from, to }: Match): boolean {
  const x = a * from.x + b * from.y + c - to.x;
  const y = d * from.x + e * from.y + f - to.y;
  const radii = to.radius / (from.radius * a);
  // A small turn moves spots far from the one that voted: they may lie further off.
  return Math.hypot(x, y) < agreement * (1 + a) && radii > 0.7 && radii < 1.4;
}

function isAlike(left: Affine, right: Affine): boolean {
  return Math.hypot(left.c - right.c, left.f - right.f) < 0.02 && Math.abs(left.a / right.a - 1) < 0.04;
}

function fitSimilarity(matches: readonly Match[]): Affine | undefined {
  const count = matches.length;
  const mean = (pick: (match: Match) => number) => matches.reduce((sum, one) => sum + pick(one), 0) / count;
  const [fromX, fromY] = [mean(({ from }) => from.x), mean(({ from }) => from.y)];
  const [toX, toY] = [mean(({ to }) => to.x), mean(({ to }) => to.y)];
  let [dot, cross, spread] = [0, 0, 0];
  for (const { from, to } of matches) {
    const [x, y, u, v] = [from.x - fromX, from.y - fromY, to.x - toX, to.y - toY];
    dot += x * u + y * v;
    cross += x * v - y * u;
    spread += x * x + y * y;
  }
  if (spread < 1e-5) return matches[0] && mapOf(matches[0]);
  const [cosine, sine] = [dot / spread, cross / spread];
  return {
    a: cosine,
    b: -sine,
    c: toX - cosine * fromX + sine * fromY,
    d: sine,
    e: cosine,
    f: toY - sine * fromX - cosine * fromY,
  };
}
