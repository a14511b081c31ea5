import type { SortOrder } from "../../contract/sort-order.ts";
import type { Catalog } from "../catalog/index.ts";
import { isShoeboxError } from "../errors.ts";
import type { AssetSet } from "../facts/asset-set.ts";
import type { Facts } from "../facts/index.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import type { SharedPhoto } from "../vectors/shared-photo.ts";
import type { Asked } from "./asked.ts";
import { findLooks, type Looks, type LooksParts } from "./candidates/by-looks.ts";
import { findWords, noHits, type WordHit, type WordHits } from "./candidates/by-words.ts";
import { fuse, leastNotMeant } from "./fuse.ts";
import { dotProduct, vectorsOf } from "./look-alikes.ts";
import { late, orLate } from "./or-late.ts";
import { Order } from "./order.ts";
import type { Ranking } from "./ranking.ts";
import { sorted } from "./sort-ranking.ts";

export type RankParts = LooksParts & { catalog: Catalog; facts: Facts };

export interface RankOptions {
  sort: SortOrder;
  /** false: what is found by words is answered when it is known, though the model be loading. */
  waitForModel: boolean;
}

/** How long what was found by words waits for what looks alike, where it need not. */
const patienceMillis = 250;

/** Of more hits by words only those that are among the look-alikes are put in order by their looks. */
const mostCompared = 200;

/**
 * What a search finds, in its order. Without a model, or with one that cannot be used, only what is written is searched.
 * @throws MODEL_MISSING, MODEL_CORRUPT where a description has no hits by words, and for examples; ASSET_NOT_FOUND and the
 *   codes of decoding for an example that cannot be compared
 */
export async function rank(parts: RankParts, asked: Asked, options: RankOptions): Promise<Ranking> {
  const { plan, likePaths, filter } = asked;
  if (plan.contradiction !== null) return nothing(asked, options);
  const within = filter && (await parts.facts.select(filter));
  const hasExamples = plan.likes.length + likePaths.length > 0;
  if (plan.description === "" && !hasExamples) return rankByFacts(parts, asked, { ...options, within });
  const hits = plan.description === "" ? noHits : findWords(parts.catalog, plan.description, within);
  const byWords = [...hits.exact, ...hits.guessed, ...hits.loose];
  const hasHits = byWords.length > 0;
  const written = byWords.map(({ assetId }) => assetId);
  const looking = findLooks(parts, asked, written).catch((error: unknown) => {
    if (hasExamples || !hasHits || !isShoeboxError(error)) throw error;
    return undefined;
  });
  const looks = options.waitForModel ? await looking : await orLate(looking, patienceMillis);
  const known = looks === late ? undefined : looks;
  const ranking = rankBySignals(parts, { asked, hits, looks: known, within, hasExamples });
  return sorted(parts, { ...ranking, sort: options.sort, isModelLoading: looks === late }, within);
}

function nothing(asked: Asked, { sort }: RankOptions): Ranking {
  return { ...unranked, asked, sort, order: new Order([]), likelyCount: 0 };
}

/** Where nothing says what is looked for there are no better and worse ones. */
const unranked = {
  withWords: 0,
  byWords: new Set<number>(),
  terms: [],
  scores: new Map<number, number>(),
  shared: new Map<number, SharedPhoto>(),
  looks: undefined,
  isModelLoading: false,
};

/**
 * All photos that pass, the newest first where nothing else is said. Those that may show what must not be seen stand below
 * the line.
 */
async function rankByFacts(
  parts: RankParts,
  asked: Asked,
  { sort, waitForModel, within }: RankOptions & { within: AssetSet | undefined },
): Promise<Ranking> {
  const { facts } = parts;
  const all = within ?? (await facts.select(undefined));
  const assetIds = await facts.sorted(all.ids(), sort === "relevance" ? "date" : sort);
  const ranking = { ...unranked, asked, sort };
  const isAwayFromSomething = asked.plan.excluded.length + asked.plan.unlikes.length > 0;
  if (!isAwayFromSomething) {
    return { ...ranking, order: new Order(assetIds), likelyCount: assetIds.length };
  }
  const looking = findLooks(parts, asked).catch((error: unknown) => {
    if (asked.plan.unlikes.length > 0 || !isShoeboxError(error)) throw error;
    return undefined;
  });
  const looks = waitForModel ? await looking : await orLate(looking, patienceMillis);
  const known = looks === late ? undefined : looks;
  const isMeant = (assetId: number) =>
    (known?.notMeant.get(assetId) ?? 0) < leastNotMeant && !known?.given.has(assetId);
  const likely = assetIds.filter(isMeant);
  const others = assetIds.filter((assetId) => !isMeant(assetId) && !known?.given.has(assetId));
  return {
    ...ranking,
    order: new Order([...likely, ...others]),
    likelyCount: likely.length,
    looks: known,
    isModelLoading: looks === late,
  };
}

interface Found {
  asked: Asked;
  hits: WordHits;
  looks: Looks | undefined;
  within: AssetSet | undefined;
  hasExamples: boolean;
}

function rankBySignals(
  parts: RankParts,
  { asked, hits, looks, within, hasExamples }: Found,
): Omit<Ranking, "sort" | "isModelLoading"> {
  const scores = scoresOf(parts.catalog, hits, looks);
  const found = looks?.found;
  const given = looks?.given ?? new Set();
  const isNoExample = ({ assetId }: { assetId: number }) => !given.has(assetId);
  const [exact, guessed, loose] = [hits.exact, hits.guessed, hits.loose].map((some) =>
    some.filter(isNoExample),
  ) as [WordHit[], WordHit[], WordHit[]];
  const { assetIds, likelyCount, exactCount } = fuse({
    hits: { exact, guessed, loose },
    matches: found?.matches ?? [],
    likelyCount: found?.likelyCount ?? 0,
    notMeant: looks?.notMeant ?? new Map(),
    similarities: scores,
    isBesideExamples: hasExamples,
  });
  const byWords = new Set([...exact, ...guessed, ...loose].map(({ assetId }) => assetId));
  const length = looks && found ? countOf(parts, { looks, byWords, within }) : assetIds.length;
  const shared = new Map(found?.shared);
  const moreOf = async (count: number) => {
    if (!looks) return [];
    const more = await lookFurther(parts, asked, looks, count);
    for (const [id, photo] of more.shared) shared.set(id, photo);
    return more.assetIds;
  };
  return {
    asked,
    order: new Order(assetIds, { length, moreOf }),
    likelyCount,
    withWords: exactCount,
    byWords,
    terms: hits.terms,
    scores,
    shared,
    looks,
  };
}

/** Of look-alikes, and of the first hits by words. */
function scoresOf(catalog: Catalog, { exact }: WordHits, looks: Looks | undefined): Map<number, number> {
  const scores = new Map(looks?.found?.matches.map(({ assetId, score }) => [assetId, score]));
  if (!looks?.vector || exact.length > mostCompared) return scores;
  for (const { assetId } of exact) {
    const score = scores.has(assetId) ? undefined : scoreOf(catalog, assetId, looks);
    if (score !== undefined) scores.set(assetId, score);
  }
  return scores;
}

/** Cosine similarity; undefined for a photo without a vector. */
export function scoreOf(
  catalog: Catalog,
  assetId: number,
  { modelId, vector }: Pick<Looks, "modelId" | "vector">,
): number | undefined {
  const bytes = vector && catalog.vectors.get(modelId, assetId);
  return bytes && dotProduct(fromHalfFloats(bytes), vector);
}

/** Photos that have a vector, but for examples, and hits by words that have none. */
function countOf(
  { catalog }: RankParts,
  { looks, byWords, within }: { looks: Looks; byWords: ReadonlySet<number>; within: AssetSet | undefined },
): number {
  const isAmong = (assetId: number) => within?.has(assetId) ?? true;
  const given = [...looks.given].filter((id) => isAmong(id) && catalog.assets.isPresent(id)).length;
  const withoutVector = catalog.vectors.countWithout(looks.modelId, [...byWords]);
  return Math.max(0, (looks.found?.count ?? 0) - given) + withoutVector;
}

/** Photos beyond those that were rated, the most alike first. */
function lookFurther(
  { models, finder }: RankParts,
  { filter, isOwnOnly }: Asked,
  { vector, modelId, given }: Looks,
  count: number,
): Promise<{ assetIds: number[]; shared: ReadonlyMap<number, SharedPhoto> }> {
  return models.using(async (open) => {
    // Another model has taken over: what it finds is another order.
    if (!vector || open.modelId !== modelId) return { assetIds: [], shared: new Map() };
    const limit = count + given.size;
    const { matches, shared } = await finder.find(vectorsOf(open), {
      query: vector,
      limit,
      filter,
      isOwnOnly,
    });
    const assetIds = matches.flatMap(({ assetId }) => (given.has(assetId) ? [] : assetId));
    return { assetIds, shared };
  });
}
