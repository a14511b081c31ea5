export interface Ranked {
  score: number;
}

/** More equal scores than that in a row are left as the server has them. */
const mostEqual = 10_000;

/**
 * A page of an order in which equal scores are told apart by `compare`, out of one that leaves them in any order: it looks
 * at one rank more on both sides, and further only where a run of equal scores lies across the page's edge.
 * @param ask ranks from `offset` on, `limit` of them or as many as there are
 */
export async function rankedWindow<Hit extends Ranked>(
  page: { offset: number; limit: number },
  ask: (offset: number, limit: number) => Promise<Hit[]>,
  compare: (left: Hit, right: Hit) => number,
): Promise<Hit[]> {
  const end = page.offset + page.limit;
  let from = Math.max(0, page.offset - 1);
  let to = end + 1;
  for (let width = 64; ; width *= 2) {
    const hits = await ask(from, to - from);
    const scoreAt = (rank: number) => hits[rank - from]?.score;
    const first = scoreAt(page.offset);
    if (first === undefined) return [];
    const last = scoreAt(Math.min(end, from + hits.length) - 1);
    const isStartClear = from === 0 || scoreAt(from) !== first;
    const isEndClear = hits.length < to - from || scoreAt(to - 1) !== last;
    if ((isStartClear && isEndClear) || width > mostEqual) {
      hits.sort((left, right) => right.score - left.score || compare(left, right));
      return hits.slice(page.offset - from, end - from);
    }
    if (!isStartClear) from = Math.max(0, from - width);
    if (!isEndClear) to += width;
  }
}
