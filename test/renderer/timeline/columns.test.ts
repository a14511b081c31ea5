import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Timeline } from "../../../src/contract/index.ts";
import {
  bytesOf,
  decodeColumns,
  noPhotos,
  type PhotoColumns,
  placeholderOf,
} from "../../../src/renderer/timeline/columns.ts";
import { mergeColumns } from "../../../src/renderer/timeline/merge-columns.ts";

interface Photo {
  assetId: number;
  takenAtMinutes: number;
  aspectRatio: number;
  placeholder: Uint8Array;
}

function byDate(left: Photo, right: Photo): number {
  return right.takenAtMinutes - left.takenAtMinutes || right.assetId - left.assetId;
}

function base64Of(array: Uint8Array | Uint16Array | Uint32Array | Int32Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}

/** What the core answers for these photos. */
function timelineOf(photos: readonly Photo[]): Timeline {
  return {
    count: photos.length,
    revision: 1,
    isDelta: false,
    assetIds: base64Of(Uint32Array.from(photos, ({ assetId }) => assetId)),
    takenAtMinutes: base64Of(Int32Array.from(photos, ({ takenAtMinutes }) => takenAtMinutes)),
    aspectRatios: base64Of(Uint16Array.from(photos, ({ aspectRatio }) => aspectRatio)),
    placeholderLengths: base64Of(Uint8Array.from(photos, ({ placeholder }) => placeholder.length)),
    placeholders: Buffer.concat(photos.map(({ placeholder }) => placeholder)).toString("base64"),
    removedAssetIds: "",
  };
}

function columnsOf(photos: readonly Photo[]): PhotoColumns {
  return decodeColumns(timelineOf(photos));
}

function photosOf(columns: PhotoColumns): Photo[] {
  return Array.from({ length: columns.count }, (_, row) => ({
    assetId: columns.assetIds[row] as number,
    takenAtMinutes: columns.takenAtMinutes[row] as number,
    aspectRatio: columns.aspectRatios[row] as number,
    placeholder: Uint8Array.from(placeholderOf(columns, row)),
  }));
}

const anyBlur = fc.uint8Array({ maxLength: 25 }).map((bytes) => Uint8Array.from(bytes));

/** Few ids and few dates, so that photos meet often. */
const anyPhoto = fc.record({
  assetId: fc.integer({ min: 1, max: 40 }),
  takenAtMinutes: fc.integer({ min: -6, max: 6 }),
  aspectRatio: fc.integer({ min: 1, max: 65_535 }),
  placeholder: anyBlur,
});

const anyPhotos = fc
  .uniqueArray(anyPhoto, { selector: ({ assetId }) => assetId, maxLength: 40 })
  .map((photos) => photos.sort(byDate));

describe("base64", () => {
  test("gives the bytes that were written", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
        expect(Buffer.from(bytesOf(Buffer.from(bytes).toString("base64")))).toEqual(Buffer.from(bytes));
      }),
    );
  });
});

describe("decoding", () => {
  test("gives every photo as the core wrote it, in its order", () => {
    fc.assert(
      fc.property(anyPhotos, (photos) => {
        expect(photosOf(columnsOf(photos))).toEqual(photos);
      }),
    );
  });

  test("holds the largest values of each column", () => {
    const photo = {
      assetId: 4_294_967_295,
      takenAtMinutes: -2_147_483_648,
      aspectRatio: 65_535,
      placeholder: new Uint8Array(25).fill(255),
    };
    expect(photosOf(columnsOf([photo]))).toEqual([photo]);
  });
});

describe("merging", () => {
  test("agrees with sorting everything from scratch", () => {
    fc.assert(
      fc.property(
        anyPhotos,
        anyPhotos,
        fc.uniqueArray(fc.integer({ min: 1, max: 40 })),
        (known, changed, gone) => {
          // The core never says of a photo at once that it changed and that it is gone.
          const removed = gone.filter((assetId) => !changed.some((photo) => photo.assetId === assetId));
          const left = known.filter(
            ({ assetId }) =>
              !removed.includes(assetId) && !changed.some((photo) => photo.assetId === assetId),
          );
          const merged = mergeColumns(columnsOf(known), columnsOf(changed), Uint32Array.from(removed));
          expect(photosOf(merged)).toEqual([...left, ...changed].sort(byDate));
          expect(merged.assetIds).toHaveLength(merged.count);
        },
      ),
      { numRuns: 500 },
    );
  });

  test("with nothing gives the same photos", () => {
    fc.assert(
      fc.property(anyPhotos, (photos) => {
        const columns = columnsOf(photos);
        const nothing = new Uint32Array();
        expect(photosOf(mergeColumns(columns, noPhotos, nothing))).toEqual(photos);
        expect(photosOf(mergeColumns(noPhotos, columns, nothing))).toEqual(photos);
      }),
    );
  });
});
