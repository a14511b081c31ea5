import { askedByPlan } from "../../src/core/search/asked.ts";
import { findLooks } from "../../src/core/search/candidates/by-looks.ts";
import { findWords, type WordHits } from "../../src/core/search/candidates/by-words.ts";
import type { RatedMatch } from "../../src/core/search/end/index.ts";
import { fuse } from "../../src/core/search/fuse.ts";
import { heldOutCaptionOf } from "../../src/demo/index.ts";
import type { Row } from "../table.ts";
import type { LabelledLibrary } from "./labelled-library.ts";
import { mean } from "./less-of-this.ts";
import { searchPartsOf } from "./search-parts.ts";

const within = [1, 5, 10];

/**
 * Photos that were described in words, some of which a third of the photos have for keywords, looked for by what is
 * written and what is seen: the ways to make one order of both.
 */
export async function fusingRows({ core, originals }: LabelledLibrary): Promise<Row[]> {
  const parts = searchPartsOf(core);
  const ranks = new Map<string, number[]>();
  const note = (way: string, order: readonly number[], wanted: number) => {
    const place = order.indexOf(wanted);
    ranks.set(way, [...(ranks.get(way) ?? []), place < 0 ? Number.POSITIVE_INFINITY : place + 1]);
  };
  for (const [assetId, { scene }] of originals) {
    const description = heldOutCaptionOf(scene).replaceAll(",", "");
    const hits = findWords(parts.catalog, description);
    const plan = {
      description,
      excluded: [],
      likes: [],
      unlikes: [],
      filter: undefined,
      contradiction: null,
      terms: [],
    };
    const { found } = await findLooks(parts, askedByPlan(parts.catalog, { plan }));
    const { matches = [], likelyCount = 0 } = found ?? {};
    const signals = {
      hits,
      likelyCount,
      notMeant: new Map(),
      similarities: new Map(),
      isBesideExamples: false,
    };
    note("looks alone, by score", byScore(matches), assetId);
    note("looks alone, by likelihood", idsOf(matches), assetId);
    note("reciprocal ranks", reciprocalRanks(hits, byScore(matches)), assetId);
    note("likelihoods: as searched", fuse({ ...signals, matches }).assetIds, assetId);
  }
  return [...ranks].map(([way, ofWay]) => ({
    name: `${way}: recall@${within.join(", @")}`,
    value: within.map((most) => mean(ofWay.map((rank) => (rank <= most ? 1 : 0))).toFixed(3)).join(", "),
  }));
}

const idsOf = (matches: readonly { assetId: number }[]) => matches.map(({ assetId }) => assetId);
const byScore = (matches: readonly RatedMatch[]) =>
  idsOf(matches.toSorted((left, right) => right.score - left.score));

/** Cormack, Clarke, Buettcher 2009. */
const fusionConstant = 60;

/** Those with all words first, then the sum of 1 / (60 + rank): how it was before likelihoods were known. */
function reciprocalRanks({ exact, loose }: WordHits, looks: readonly number[]): number[] {
  const certain = idsOf(exact);
  const isCertain = new Set(certain);
  const sums = new Map<number, number>();
  for (const ranking of [idsOf(loose), looks]) {
    for (const [rank, assetId] of ranking.filter((one) => !isCertain.has(one)).entries()) {
      sums.set(assetId, (sums.get(assetId) ?? 0) + 1 / (fusionConstant + rank + 1));
    }
  }
  const others = [...sums].sort(([, left], [, right]) => right - left);
  return [...certain, ...others.map(([assetId]) => assetId)];
}
