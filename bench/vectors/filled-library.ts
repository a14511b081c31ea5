import { createHash } from "node:crypto";
import { type Catalog, openCatalog } from "../../src/core/catalog/index.ts";
import type { PhotoFilter } from "../../src/core/vectors/photo-filter.ts";
import type { PhotoPoint } from "../../src/core/vectors/point-store.ts";
import { fillLibrary } from "../../test/helpers/fill-library.ts";
import { clusteredVectors } from "../../test/helpers/vectors.ts";

/** As bench/search.ts has them: pictures of a thousand things. */
export const shape = { dimensions: 512, clusters: 1000, spread: 0.7, seed: 11 };
export const modelKey = "bench@1";

/** Drawn at once, so that a million take no more memory than these. */
const drawnAtOnce = 20_000;

/** Filters that mean fewer and fewer photos of `fillLibrary`. */
export const filters: { name: string; filter: PhotoFilter }[] = [
  { name: "a third of all, by rating", filter: { kind: "range", field: "rating", from: 4 } },
  { name: "5 %, by folder", filter: { kind: "is", field: "folder", values: ["/photos/2010"] } },
  { name: "0.5 %, by keyword", filter: { kind: "is", field: "keyword", values: ["rare"] } },
];

export interface FilledLibrary {
  catalog: Catalog;
  modelId: number;
  count: number;
}

/** The vector of each of so many rows, which are asked for in their order. */
export function vectorsOfRows(count: number): (row: number) => Float32Array {
  let drawn: Float32Array[] = [];
  return (row) => {
    if (row % drawnAtOnce === 0) {
      const part = Math.min(drawnAtOnce, count - row);
      drawn = clusteredVectors({ ...shape, count: part, memberSeed: shape.seed + 1 + row });
    }
    return drawn[row % drawnAtOnce] as Float32Array;
  };
}

/** A catalog of so many photos with vectors; no picture is decoded. */
export async function openFilledLibrary(libraryDirectory: string, count: number): Promise<FilledLibrary> {
  await fillLibrary({
    libraryDirectory,
    count,
    vectors: { modelKey, dimensions: shape.dimensions, of: vectorsOfRows(count) },
    texts: (row) => ({
      rating: row % 6,
      title: null,
      description: null,
      keywords: row % 200 === 7 ? ["rare", "holiday"] : ["holiday"],
      isFavorite: row % 50 === 0,
      isRejected: false,
      people: [],
      oddities: [],
    }),
  });
  const catalog = openCatalog(libraryDirectory);
  return { catalog, modelId: catalog.vectors.modelId(modelKey, shape.dimensions), count };
}

/** Of the photo in this row of `fillLibrary`. */
export function sha256Of(row: number): Buffer {
  return createHash("sha256").update(`photo ${row}`).digest();
}

/** What is sent of a photo; its thumbnail as the catalog has it. */
export function pointOfRow({ catalog, modelId }: FilledLibrary, row: number, vectorName: string): PhotoPoint {
  const sha256 = sha256Of(row);
  const assetId = catalog.assets.idOf(sha256) as number;
  const facts = catalog.photoFacts.of(sha256);
  const bytes = catalog.vectors.get(modelId, assetId);
  if (!facts || !bytes) throw new Error(`Photo ${row} is not in the library.`);
  const vector = new Float32Array(new Float16Array(new Uint8Array(bytes).buffer));
  return { facts, thumbnail: catalog.assets.thumbnail(assetId), vectors: new Map([[vectorName, vector]]) };
}
