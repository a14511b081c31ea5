import fc from "fast-check";
import { expect, test } from "vitest";
import { noPhotos, type PhotoColumns, placeholderOf } from "../../../src/renderer/timeline/columns.ts";
import { rowsOf } from "../../../src/renderer/timeline/rows-of.ts";

function columnsOf(assetIds: readonly number[]): PhotoColumns {
  const hashes = assetIds.map((id) => new Uint8Array(id % 4).fill(id % 256));
  const starts = [0];
  for (const hash of hashes) starts.push((starts.at(-1) ?? 0) + hash.length);
  return {
    count: assetIds.length,
    assetIds: Uint32Array.from(assetIds),
    takenAtMinutes: Int32Array.from(assetIds, (id) => -id),
    aspectRatios: Uint16Array.from(assetIds, (id) => id % 3000),
    placeholders: Uint8Array.from(hashes.flatMap((hash) => [...hash])),
    placeholderStarts: Uint32Array.from(starts),
  };
}

test("the photos of a collection are those of the timeline, in its order, with all that is known of them", () => {
  const ids = fc.uniqueArray(fc.integer({ min: 1, max: 100_000 }), { maxLength: 40 });
  fc.assert(
    fc.property(ids, ids, (all, wanted) => {
      const photos = columnsOf(all);
      const chosen = rowsOf(photos, new Set(wanted));
      const expected = all.filter((id) => wanted.includes(id));
      expect([...chosen.assetIds]).toEqual(expected);
      expect(chosen.count).toBe(expected.length);
      for (const [at, id] of expected.entries()) {
        const row = all.indexOf(id);
        expect(chosen.takenAtMinutes[at]).toBe(photos.takenAtMinutes[row]);
        expect(chosen.aspectRatios[at]).toBe(photos.aspectRatios[row]);
        expect([...placeholderOf(chosen, at)]).toEqual([...placeholderOf(photos, row)]);
      }
    }),
  );
});

test("a collection whose photos are not known yet has none", () => {
  expect(rowsOf(noPhotos, new Set([1, 2])).count).toBe(0);
});
