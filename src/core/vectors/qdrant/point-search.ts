import { ShoeboxError } from "../../errors.ts";
import type { PointSearch } from "../point-store.ts";
import type { VectorQuery } from "../vector-query.ts";
import type { QdrantCollection } from "./collection.ts";
import { searchParams } from "./collection-plan.ts";
import { searchFilter } from "./filter.ts";
import { numbersOf } from "./numbers-of.ts";
import type { Quantization } from "./plan-settings.ts";
import { payloadOf } from "./point-payload.ts";
import { rankedWindow } from "./ranked-window.ts";

/** A photo that was found. */
interface Hit {
  sha256: string;
  score: number;
  /** This library has a copy of it. */
  isOwn: boolean;
}

/**
 * A page of what is nearest, found by the server: its filter, its recommendations, its ranks.
 * @param quantization how the vectors are shortened
 */
export async function searchPoints(
  collection: QdrantCollection,
  search: PointSearch,
  libraryId: string,
  quantization: Quantization,
): Promise<Hit[]> {
  const { limit, offset = 0 } = search;
  if (limit <= 0) return [];
  const { filter, isOwnOnly } = search;
  const request = {
    query: queryOf(search.query),
    using: search.vectors,
    filter: searchFilter({ filter, libraryId, isOwnOnly }),
    params: searchParams(offset + limit, quantization),
    with_payload: { include: ["sha256", "library"] },
    with_vector: false,
  };
  return rankedWindow(
    { offset, limit },
    async (from, count) => {
      const { points } = await collection.read("searching", (client) =>
        client.query(collection.name, { ...request, offset: from, limit: count }),
      );
      return points.flatMap(({ payload, score }) => hitOf(payload, score, libraryId));
    },
    (left, right) => (left.sha256 < right.sha256 ? -1 : 1),
  );
}

function hitOf(payload: unknown, score: number, libraryId: string): Hit[] {
  const { sha256, library } = payloadOf(payload);
  return sha256 === undefined ? [] : [{ sha256, score, isOwn: library.includes(libraryId) }];
}

/** Examples are weighed by the server as `vectorOfQuery` weighs them. @throws QUERY_INVALID for nothing to be like */
function queryOf(query: VectorQuery) {
  if (query instanceof Float32Array) return numbersOf(query);
  if (query.positive.length === 0) {
    throw new ShoeboxError("QUERY_INVALID", "There is no example of what is looked for.");
  }
  return {
    recommend: {
      positive: query.positive.map(numbersOf),
      negative: query.negative.map(numbersOf),
      strategy: "average_vector" as const,
    },
  };
}
