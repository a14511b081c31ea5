import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError } from "../errors.ts";
import type { PhotoFilter } from "../vectors/photo-filter.ts";
import type { LookUp } from "./vector-finder.ts";
import type { WordHits } from "./word-hits.ts";

/** The photos among which is searched. */
export interface SearchScope {
  /** The same for what is looked up. */
  within: Pick<LookUp, "filter" | "isOwnOnly">;
  has(assetId: number): boolean;
}

/** @throws COLLECTION_NOT_FOUND */
export function scopeOf(catalog: Catalog, collectionId: number): SearchScope {
  if (!catalog.collections.get(collectionId)) {
    throw new ShoeboxError("COLLECTION_NOT_FOUND", `There is no collection ${collectionId}.`);
  }
  const filter: PhotoFilter = { kind: "is", field: "collectionId", values: [String(collectionId)] };
  let members: Set<number> | undefined;
  const has = (assetId: number) => {
    members ??= new Set(catalog.photoFilter.assetIdsOf(filter));
    return members.has(assetId);
  };
  return { within: { filter, isOwnOnly: true }, has };
}

export function withinScope(hits: WordHits, scope: SearchScope | undefined): WordHits {
  if (!scope) return hits;
  const isMember = ({ assetId }: { assetId: number }) => scope.has(assetId);
  return { ...hits, exact: hits.exact.filter(isMember), loose: hits.loose.filter(isMember) };
}
