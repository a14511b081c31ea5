import type { FacetField } from "../../../src/contract/query.ts";
import type { KnownValue, QueryContext, Vocabulary } from "../../../src/core/query/index.ts";

/** Labels with the number of photos that have them; of folders their paths. */
const values: Partial<Record<FacetField, Record<string, number>>> = {
  folder: {
    "/photos/Italy 2019": 320,
    "/photos/2018/Norway": 120,
    "/photos/2018": 20,
    "/home/mia/Bilder/Köln": 12,
    "C:\\Bilder\\Hochzeit": 7,
  },
  collection: { "Best of Italy": 40, Wedding: 25 },
  camera: { "Google Pixel 7": 400, "Google Pixel 70": 2, "Canon EOS 5D Mark IV": 350, "Apple iPhone 12": 90 },
  lens: { "EF50mm f/1.8 STM": 30, "EF24-105mm f/4L IS USM": 120 },
  format: { jpeg: 700, heic: 90, raw: 40, png: 20 },
  keyword: { family: 60, dog: 45, "dog show": 4, Café: 3, "🏔": 2, 東京: 5 },
  person: { "Anna Müller": 33, Ben: 12 },
  place: { Lisbon: 51, Portugal: 70, "São Paulo": 9 },
};

const titles: Record<string, string> = { "/photos/2018/Norway": "Fjords with Ben" };

function known(field: FacetField, value: string, count: number): KnownValue {
  const label = field === "folder" ? (titles[value] ?? value.split(/[/\\]/).at(-1) ?? value) : value;
  return { value, label, count };
}

const lists = new Map(
  (Object.entries(values) as [FacetField, Record<string, number>][]).map(([field, counts]) => [
    field,
    Object.entries(counts)
      .map(([value, count]) => known(field, value, count))
      .sort((left, right) => right.count - left.count),
  ]),
);

/** A small library, as the language sees it. */
export const vocabulary: Vocabulary = {
  valuesOf: (field) => lists.get(field) ?? [],
  years: () => ({ first: 2017, last: 2026 }),
  nameOf: (assetId) => (assetId <= 100 ? `IMG_${String(assetId).padStart(4, "0")}.jpg` : undefined),
  givenNameOf: (givenId) => (givenId === "0a1b2c3d4e5f" ? "boat.png" : undefined),
};

/** Friday, 27 November 2026. */
export const context: QueryContext = { vocabulary, now: new Date(2026, 10, 27, 12) };
