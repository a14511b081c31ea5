import type { CatalogFilter } from "../catalog/photo-filter-sql.ts";
import type { PhotoFilter } from "../vectors/photo-filter.ts";
import type { OwnFilter, QueryFilter } from "../vectors/query-filter.ts";

/** What only others than the catalog know of photos. */
export interface AroundCatalog {
  /** Photos of which every file lies on a disk that is away. */
  offlineAssetIds(): readonly number[];
  /** Members of groups of copies that are yet to be reviewed. */
  copyAssetIds(): readonly number[];
}

/** Whether all that a filter asks for is in the columns, or in the catalog beside them. */
export function isOfCatalog(filter: QueryFilter): boolean {
  switch (filter.kind) {
    case "all":
    case "any":
      return filter.of.every(isOfCatalog);
    case "not":
      return isOfCatalog(filter.of);
    default:
      return filter.kind !== "isOffline" && filter.kind !== "isDuplicate";
  }
}

/** A filter in terms of the catalog: what it does not know is spelled out as photos. */
export function inCatalogTerms(filter: QueryFilter, around: AroundCatalog): CatalogFilter {
  switch (filter.kind) {
    case "all":
    case "any":
      return { kind: filter.kind, of: filter.of.map((part) => inCatalogTerms(part, around)) };
    case "not":
      return { kind: "not", of: inCatalogTerms(filter.of, around) };
    case "isOffline":
      return { kind: "oneOf", assetIds: around.offlineAssetIds() };
    case "isDuplicate":
      return { kind: "oneOf", assetIds: around.copyAssetIds() };
    default:
      return filter;
  }
}

const ownKinds: readonly string[] = [
  "named",
  "says",
  "isOffline",
  "isDuplicate",
  "isEdited",
] satisfies readonly OwnFilter["kind"][];

function isOwn(filter: QueryFilter): filter is OwnFilter {
  return ownKinds.includes(filter.kind);
}

/** A filter in terms of every vector store. @param spellOut what only this library knows, as contents */
export async function inStoreTerms(
  filter: QueryFilter,
  spellOut: (own: OwnFilter) => Promise<PhotoFilter>,
): Promise<PhotoFilter> {
  if (isOwn(filter)) return spellOut(filter);
  switch (filter.kind) {
    case "all":
    case "any":
      return {
        kind: filter.kind,
        of: await Promise.all(filter.of.map((part) => inStoreTerms(part, spellOut))),
      };
    case "not":
      return { kind: "not", of: await inStoreTerms(filter.of, spellOut) };
    default:
      return filter;
  }
}
