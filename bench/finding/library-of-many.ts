import { type Catalog, openCatalog } from "../../src/core/catalog/index.ts";
import { fillLibrary } from "../../test/helpers/fill-library.ts";
import { modelKey, shape, vectorsOfRows } from "../vectors/filled-library.ts";

const cameras = ["Pixel 7", "iPhone 12", "EOS R5", "X-T4", "D750", "ILCE-7M3", "Mi 9T", "DMC-G80"];
const keywords = ["family", "holiday", "dog", "garden", "birthday", "snow", "beach", "work", "music", "food"];
const towns = [
  ["Lisbon", "Portugal"],
  ["Rome", "Italy"],
  ["Berlin", "Germany"],
  ["Kyoto", "Japan"],
  ["Oslo", "Norway"],
];

/** A library as people have them: years of folders, some cameras, keywords and places. One of 100 photos is "rare". */
export async function openLibraryOfMany(
  libraryDirectory: string,
  count: number,
  { hasVectors = true }: { hasVectors?: boolean } = {},
): Promise<{ catalog: Catalog; modelId: number }> {
  await fillLibrary({
    libraryDirectory,
    count,
    ...(hasVectors && { vectors: { modelKey, dimensions: shape.dimensions, of: vectorsOfRows(count) } }),
    facts: (row) => ({
      format: row % 10 === 0 ? "heic" : row % 37 === 0 ? "raw" : "jpeg",
      camera: {
        make: `Maker ${row % 3}`,
        model: cameras[(row * 7) % cameras.length],
        ...(row % 4 === 0 && { lens: `${20 + (row % 9) * 10}mm F2.8` }),
      },
      latitude: row % 2 === 0 ? -60 + ((row * 31) % 12_000) / 100 : null,
      longitude: row % 2 === 0 ? -180 + ((row * 17) % 36_000) / 100 : null,
    }),
    places: (row) => (row % 2 === 0 ? (towns[(row / 2) % towns.length] ?? []) : []),
    texts: (row) => ({
      rating: row % 3 === 0 ? row % 6 : null,
      title: row % 11 === 0 ? `A day out ${row}` : null,
      description: null,
      keywords: [
        ...(row % 100 === 7 ? ["rare"] : []),
        ...keywords.filter((_, index) => (row * 13 + index * 5) % 17 < 3),
      ],
      isFavorite: row % 50 === 0,
      isRejected: false,
      people: row % 9 === 0 ? [{ name: `Person ${row % 40}`, region: null }] : [],
      oddities: [],
    }),
  });
  const catalog = openCatalog(libraryDirectory);
  return { catalog, modelId: catalog.vectors.modelId(modelKey, shape.dimensions) };
}
