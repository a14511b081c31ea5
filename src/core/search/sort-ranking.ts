import type { Facts } from "../facts/index.ts";
import { Order } from "./order.ts";
import type { Ranking } from "./ranking.ts";

/**
 * The same photos in the order that is asked for: those above the line first, then those below it, each part by itself.
 * Photos that only other libraries have come after the library's own, as their facts are not all known here.
 */
export async function sorted({ facts }: { facts: Facts }, ranking: Ranking): Promise<Ranking> {
  const { sort, order, likelyCount } = ranking;
  if (sort === "relevance") return ranking;
  const sortedPart = async (assetIds: readonly number[]) => {
    const own = Int32Array.from(assetIds.filter((assetId) => assetId > 0));
    return [...(await facts.sorted(own, sort)), ...assetIds.filter((assetId) => assetId < 0)];
  };
  const likely = await sortedPart(await order.slice(0, likelyCount));
  const moreOf = async () => sortedPart((await order.all()).slice(likelyCount));
  return { ...ranking, order: new Order(likely, { length: order.length, moreOf }) };
}
