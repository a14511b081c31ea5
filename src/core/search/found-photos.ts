import type { Catalog } from "../catalog/index.ts";
import { isShoeboxError } from "../errors.ts";
import { fuse } from "./fuse.ts";
import { type Looking, lookAlike } from "./look-alikes.ts";
import { findWords } from "./word-hits.ts";

/**
 * Everything that a query finds at this moment, as ids alone: all photos in whose texts every word stands; where there is
 * none, the best of those that have a part of it or look like it. Photos of other libraries are none of it.
 * @param limit of photos that are no more than likely
 * @throws MODEL_MISSING, MODEL_CORRUPT where nothing is written either
 */
export async function foundPhotos(
  { catalog, ...looking }: Looking & { catalog: Catalog },
  query: string,
  limit: number,
): Promise<number[]> {
  const hits = findWords(catalog, query);
  if (hits.exact.length > 0) return hits.exact.map(({ assetId }) => assetId);
  const queryOf: Parameters<typeof lookAlike>[1]["queryOf"] = (open) => open.embedText(query);
  const looks = await lookAlike(looking, { queryOf, limit, isOwnOnly: true }).catch((error: unknown) => {
    if (hits.loose.length === 0 || !isShoeboxError(error)) throw error;
    return undefined;
  });
  return fuse(hits, looks?.matches ?? [], new Map())
    .slice(0, limit)
    .map(({ assetId }) => assetId);
}
