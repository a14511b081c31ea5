/** A shot with a camera's date. */
export interface MomentShot {
  id: number;
  key: string;
  /** Wall-clock, by the camera. */
  takenAtMinutes: number;
}

/** Two shots near in time, with the cosine of their embeddings. */
export interface MomentPair {
  firstId: number;
  secondId: number;
  similarity: number;
}

export interface Stack {
  memberIds: number[];
  /** Of the least similar two. */
  similarity: number;
}

/** A shot is compared with so many that follow it: a longer burst becomes several stacks. */
export const mostFollowing = 24;

/** Pairs that could lie in one stack: shots at most `minutes` apart, sorted by time. */
export function nearInTime(shots: readonly MomentShot[], minutes: number): [MomentShot, MomentShot][] {
  const sorted = [...shots].sort(inTime);
  const pairs: [MomentShot, MomentShot][] = [];
  for (const [at, shot] of sorted.entries()) {
    for (let next = at + 1; next < sorted.length && next <= at + mostFollowing; next++) {
      const other = sorted[next] as MomentShot;
      if (other.takenAtMinutes - shot.takenAtMinutes > minutes) break;
      pairs.push([shot, other]);
    }
  }
  return pairs;
}

export function inTime(left: MomentShot, right: MomentShot): number {
  return (
    left.takenAtMinutes - right.takenAtMinutes || (left.key < right.key ? -1 : left.key > right.key ? 1 : 0)
  );
}

/**
 * Stacks in the order of time, complete link: a shot joins the stack before it when it is alike to all in it, so that
 * no slow pan joins its two ends. The outcome does not depend on the order of what is given.
 */
export function stackMoments(
  shots: readonly MomentShot[],
  pairs: readonly MomentPair[],
  leastSimilarity: number,
  areSeparate: (firstId: number, secondId: number) => boolean = () => false,
): Stack[] {
  const similarities = new Map<number, Map<number, number>>();
  for (const { firstId, secondId, similarity } of pairs) {
    note(similarities, firstId, secondId, similarity);
    note(similarities, secondId, firstId, similarity);
  }
  const stacks: Stack[] = [];
  let open: Stack = { memberIds: [], similarity: 1 };
  for (const { id } of [...shots].sort(inTime)) {
    const known = similarities.get(id);
    if (!known) continue;
    const alike = open.memberIds.map((other) => (areSeparate(id, other) ? -1 : (known.get(other) ?? -1)));
    const least = Math.min(1, ...alike);
    if (open.memberIds.length > 0 && least >= leastSimilarity) {
      open.memberIds.push(id);
      open.similarity = Math.min(open.similarity, least);
    } else {
      open = { memberIds: [id], similarity: 1 };
      stacks.push(open);
    }
  }
  return stacks.filter(({ memberIds }) => memberIds.length > 1);
}

function note(map: Map<number, Map<number, number>>, one: number, other: number, value: number): void {
  const row = map.get(one);
  if (row) row.set(other, value);
  else map.set(one, new Map([[other, value]]));
}
