import type { AssetSet } from "../facts/asset-set.ts";
import type { Facts } from "../facts/index.ts";
import type { ModelService } from "../switching/model-service.ts";
import { Order } from "./order.ts";
import type { Ranking } from "./ranking.ts";

interface SortParts {
  facts: Facts;
  models: ModelService;
}

/**
 * The same photos in the order that is asked for: those above the line first, then those below it, each part by itself.
 * Photos that only other libraries have come after the library's own, as their facts are not all known here.
 * @param within photos that pass; all when left out
 */
export async function sorted(
  parts: SortParts,
  ranking: Ranking,
  within: AssetSet | undefined,
): Promise<Ranking> {
  const { sort, order, likelyCount } = ranking;
  if (sort === "relevance") return ranking;
  const sortedPart = async (assetIds: Iterable<number>) => {
    const all = [...assetIds];
    const own = Int32Array.from(all.filter((assetId) => assetId > 0));
    return [...(await parts.facts.sorted(own, sort)), ...all.filter((assetId) => assetId < 0)];
  };
  const above = await order.slice(0, likelyCount);
  const likely = await sortedPart(above);
  const moreOf = async () => sortedPart(await othersOf(parts, ranking, { above: new Set(above), within }));
  const whole = new Order(likely, { length: order.length - (above.length - likely.length), moreOf });
  return { ...ranking, order: whole, likelyCount: likely.length };
}

/**
 * Photos below the line, in any order. Where all photos that pass were ranked nobody has to look up in which sequence:
 * that takes a second among 100,000.
 */
async function othersOf(
  { facts, models }: SortParts,
  { order, looks, shared, likelyCount }: Ranking,
  { above, within }: { above: ReadonlySet<number>; within: AssetSet | undefined },
): Promise<Iterable<number>> {
  const isOwnAlone = looks?.found?.answeredBy.store === "embedded" && shared.size === 0;
  if (!isOwnAlone || models.photosWaiting > 0) return (await order.all()).slice(likelyCount);
  const all = within ?? (await facts.select(undefined));
  return all.ids().filter((assetId) => !above.has(assetId) && !looks?.given.has(assetId));
}
