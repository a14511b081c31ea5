import type { AssetSet } from "./asset-set.ts";

/** @param assetIds ascending, each once */
export function assetSetOf(assetIds: readonly number[]): AssetSet {
  const known = new Set(assetIds);
  return {
    size: known.size,
    has: (assetId) => known.has(assetId),
    ids: () => Int32Array.from(known),
  };
}
