import type { Catalog } from "../../src/core/catalog/index.ts";
import type { AroundCatalog } from "../../src/core/facts/ground.ts";
import { Facts } from "../../src/core/facts/index.ts";

/** Facts of a catalog that no service surrounds: nothing is away, and no copies are known, unless said. */
export function factsOf(catalog: Catalog, around: Partial<AroundCatalog> = {}): Facts {
  return new Facts(catalog, { offlineAssetIds: () => [], copyAssetIds: () => [], ...around });
}
