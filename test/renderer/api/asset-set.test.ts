import fc from "fast-check";
import { expect, test } from "vitest";
import { AssetSet } from "../../../src/renderer/api/asset-set.ts";

test("a set of photos has what was put in, and nothing else", () => {
  const assetIds = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 40 });
  fc.assert(
    fc.property(assetIds, (some) => {
      const set = new AssetSet(Uint32Array.from(some).sort());
      for (let assetId = 0; assetId <= 61; assetId++) expect(set.has(assetId)).toBe(some.includes(assetId));
    }),
  );
});
