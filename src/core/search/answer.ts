import type { SearchAnswer, SearchResult } from "../../contract/search.ts";
import type { Catalog } from "../catalog/index.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { ModelService } from "../switching/model-service.ts";
import { explanationOf, looksLikeIt } from "./explain.ts";
import { scoreOf } from "./rank.ts";
import type { Ranking } from "./ranking.ts";
import { ownResult, sharedResult } from "./result.ts";

export interface Page {
  limit: number;
  offset: number;
}

export interface AnswerParts {
  catalog: Catalog;
  places: RootPlaces;
  models: ModelService;
}

interface Asking {
  /** As it is shown. */
  query: string;
  page: Page;
  /** The ranking's name. */
  snapshot: string;
  /** `performance.now()` when it was asked. */
  started: number;
}

/** A page of what a search found. Photos that are gone since are left out; the others stay where they were. */
export async function answerOf(
  parts: AnswerParts,
  ranking: Ranking,
  { query, page, snapshot, started }: Asking,
): Promise<SearchAnswer> {
  const { asked, looks, likelyCount, order, withWords, isModelLoading, sort } = ranking;
  const results = await resultsOf(parts, ranking, page);
  return {
    query,
    tookMs: performance.now() - started,
    total: likelyCount,
    ranked: order.length,
    terms: [...asked.plan.terms],
    contradiction: asked.plan.contradiction,
    sort,
    snapshot,
    withWords,
    model: looks?.model ?? null,
    isModelLoading,
    photosWaiting: looks ? parts.models.photosWaiting : 0,
    answeredBy: looks?.found?.answeredBy ?? null,
    results,
  };
}

async function resultsOf(
  { catalog, places }: AnswerParts,
  ranking: Ranking,
  { offset, limit }: Page,
): Promise<SearchResult[]> {
  const { order, likelyCount, looks, scores, shared } = ranking;
  const explanation = explanationOf(ranking);
  const assetIds = await order.slice(offset, limit);
  return assetIds.flatMap((assetId, position) => {
    const score = scores.get(assetId) ?? (looks && scoreOf(catalog, assetId, looks)) ?? null;
    const rank = offset + position + 1;
    const placed = { assetId, rank, score, isLikely: rank <= likelyCount };
    const sharedPhoto = shared.get(assetId);
    if (sharedPhoto) return sharedResult(sharedPhoto, placed, [looksLikeIt]);
    const why = () => explanation(assetId, () => catalog.words.textsOf(assetId));
    return ownResult({ catalog, places }, placed, why) ?? [];
  });
}
