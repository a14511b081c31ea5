import * as fc from "fast-check";
import type { FactFile, PhotoFacts } from "../../src/core/vectors/photo-facts.ts";
import {
  type NumberField,
  numberFields,
  optionalFields,
  type PhotoFilter,
  photoTypes,
  type WordField,
} from "../../src/core/vectors/photo-filter.ts";
import { metersBetween, type Place } from "./matches-filter.ts";

/** Words that a filter language, a query or JSON could trip over, beside plain ones. */
const awkward = [
  "O'Brien's",
  'say "cheese"',
  "50%_off",
  "Straße",
  "straße",
  "日本 🗻",
  "a/b",
  "null",
  "  ",
  "a\\b",
];

const folders = [
  "/photos",
  "/photos/2019",
  "/photos/2019/Rome",
  "/photos/2019/Rome%",
  "/photos/2019 Rome",
  "/photos/it's _here_",
  "/disk 2/日本",
];
const names = ["one.jpg", "two.JPG", "it's 100% _me_.heic", "日本.png"];
const formats = ["jpeg", "heic", "png"];
const cameras = ["Canon EOS R5", "NIKON D750", "Apple iPhone 12", "O'Brien's Box"];
const lenses = ["EF 50mm f/1.8", "24-70mm"];
const people = ["Ada", "ada", "Grace O'Hara"];
const placeNames = ["Trastevere", "Rome", "Italy", "日本"];
const collections = ["Best of", "Bests", 'it\'s "mine"', "50%"].map((name, index) => ({
  id: index + 1,
  name,
}));
const numbers: Record<NumberField, number[]> = {
  width: [1, 640, 4000],
  height: [1, 480, 3000],
  pixels: [1, 307_200, 480 * 4000, 12_000_000],
  sizeBytes: [1, 250_000, 5_000_000_000],
  rating: [0, 1, 3, 5],
};
const days = ["1955-02-28", "1999-12-31", "2019-06-14", "2020-02-29", "2020-03-01"];
const times = ["T00:00:00", "T10:20:30", "T23:59:59"];
const dates = [
  "2019",
  "2020",
  "1999-12",
  "2019-06",
  ...days,
  ...days.flatMap((day) => times.map((time) => `${day}${time}`)),
];
/** The last two lie beside each other, on both sides of the date line. */
const places: Place[] = [
  { latitude: 41.8894, longitude: 12.4703 },
  { latitude: 41.9022, longitude: 12.4539 },
  { latitude: 48.8584, longitude: 2.2945 },
  { latitude: -33.8568, longitude: 151.2153 },
  { latitude: 0, longitude: 0 },
  { latitude: 78.2232, longitude: 15.6267 },
  { latitude: -16.8, longitude: 179.95 },
  { latitude: -16.8, longitude: -179.95 },
];
const sha256s = Array.from({ length: 40 }, (_, index) =>
  (index * 6 + 3).toString(16).padStart(2, "0").repeat(32),
);

const oneOf = <Value>(values: readonly Value[]) => fc.constantFrom(...values);
const someOf = <Value>(values: readonly Value[], maxLength = 3) =>
  fc.uniqueArray(oneOf(values), { maxLength });
const perhaps = <Value>(values: readonly Value[]) => fc.option(oneOf(values), { nil: null });

const fileArbitrary: fc.Arbitrary<FactFile> = fc
  .record({ folder: oneOf(folders), name: oneOf(names), isPresent: fc.boolean() })
  .map(({ folder, name, isPresent }) => ({ path: `${folder}/${name}`, folder, isPresent }));

/** Those that are there first, as facts have them; mostly at least one is. */
const filesArbitrary = fc
  .tuple(
    fc.uniqueArray(fileArbitrary, { minLength: 1, maxLength: 4, selector: ({ path }) => path }),
    fc.nat({ max: 9 }),
  )
  .map(([files, luck]) =>
    files
      .map((file, index) => (index === 0 && luck > 0 ? { ...file, isPresent: true } : file))
      .sort((left, right) => Number(right.isPresent) - Number(left.isPresent)),
  );

/** With an offset the time on the wall counts. */
const takenAtArbitrary = fc.option(
  fc.oneof(
    oneOf(dates),
    fc
      .tuple(oneOf(dates.filter((date) => date.includes("T"))), oneOf(["+02:00", "-11:30", ".250", "Z"]))
      .map(([date, ending]) => date + ending),
  ),
  { nil: null, freq: 5 },
);

/** What may be known of a photo, from few enough values that filters of `photoFilters` hit some. */
export const photoFacts: fc.Arbitrary<PhotoFacts> = fc.record({
  sha256: oneOf(sha256s),
  files: filesArbitrary,
  format: oneOf(formats),
  types: someOf(photoTypes),
  width: oneOf(numbers.width),
  height: oneOf(numbers.height),
  sizeBytes: oneOf(numbers.sizeBytes),
  takenAt: takenAtArbitrary,
  camera: perhaps(cameras),
  lens: perhaps(lenses),
  rating: perhaps(numbers.rating),
  isFavorite: fc.boolean(),
  keywords: someOf(["dog", "Dog", ...awkward]),
  people: someOf(people),
  title: perhaps(["A title", ...awkward]),
  description: perhaps(["A description"]),
  caption: perhaps(["a dog on a beach"]),
  text: perhaps(["INVOICE 17"]),
  location: perhaps(places),
  places: someOf(placeNames),
  collections: someOf(collections),
});

/** Different photos, as one library can hold them: no two have the same file. */
export function photosFacts(options: { minLength?: number; maxLength: number }): fc.Arbitrary<PhotoFacts[]> {
  return fc.uniqueArray(photoFacts, { ...options, selector: ({ sha256 }) => sha256 }).map((photos) => {
    const taken = new Set<string>();
    return photos.map((facts) => {
      const files = facts.files.filter(({ path }) => !taken.has(path));
      for (const { path } of files) taken.add(path);
      return { ...facts, files: files.length > 0 ? files : [fileOfItsOwn(facts)] };
    });
  });
}

function fileOfItsOwn({ sha256, files }: PhotoFacts): FactFile {
  const [file] = files as [FactFile];
  return { ...file, path: `${file.folder}/${sha256}.jpg` };
}

const words: Record<WordField, readonly string[]> = {
  sha256: sha256s,
  path: folders.flatMap((folder) => names.map((name) => `${folder}/${name}`)),
  // Some that are only the beginning of a name, and some that only lie above others.
  folder: [...folders, "/", "/disk 2", "/photos/20", "/photos/2019/Rom", "/PHOTOS"],
  format: [...formats, "JPEG"],
  type: [...photoTypes, "RAW"],
  camera: [...cameras, "Canon"],
  lens: lenses,
  keyword: ["dog", "Dog", ...awkward],
  person: people,
  place: placeNames,
  collection: [...collections.map(({ name }) => name), "BEST OF"],
  collectionId: [...collections.map(({ id }) => String(id)), "01", "x"],
};
const wordFieldNames = Object.keys(words) as WordField[];

const wordFilter: fc.Arbitrary<PhotoFilter> = oneOf(wordFieldNames).chain((field) =>
  fc
    .uniqueArray(oneOf([...words[field], "nothing is called so"]), { maxLength: 3 })
    .map((values) => ({ kind: "is" as const, field, values })),
);

const bound = <Value>(values: fc.Arbitrary<Value>) => fc.option(values, { nil: undefined, freq: 3 });

/** A filter names the bounds that it has, and no others. */
function withBounds<Kind extends object>(filter: Kind, bounds: Record<string, unknown>): Kind {
  return {
    ...filter,
    ...Object.fromEntries(Object.entries(bounds).filter(([, value]) => value !== undefined)),
  };
}

const rangeFilter: fc.Arbitrary<PhotoFilter> = oneOf(numberFields).chain((field) => {
  const value = fc.oneof(
    oneOf(numbers[field]),
    oneOf(numbers[field]).map((number) => number + 0.5),
  );
  return fc
    .record({ from: bound(value), to: bound(value) })
    .map((bounds) => withBounds<PhotoFilter>({ kind: "range", field }, bounds));
});

const takenAtFilter: fc.Arbitrary<PhotoFilter> = fc
  .record({ from: bound(oneOf(dates)), before: bound(oneOf(dates)) })
  .map((bounds) => withBounds<PhotoFilter>({ kind: "takenAt" }, bounds));

/** Never so that a store's own idea of the earth's radius could decide. */
const nearFilter: fc.Arbitrary<PhotoFilter> = fc
  .record({ centre: oneOf(places), radiusMeters: oneOf([50, 3000, 40_000, 400_000, 1_500_000, 4_500_000]) })
  .filter(({ centre, radiusMeters }) =>
    places.every((place) => Math.abs(metersBetween(place, centre) / radiusMeters - 1) > 0.02),
  )
  .map(({ centre, radiusMeters }) => ({ kind: "near" as const, ...centre, radiusMeters }));

const simpleFilter = fc.oneof(
  { weight: 4, arbitrary: wordFilter },
  { weight: 2, arbitrary: rangeFilter },
  { weight: 2, arbitrary: takenAtFilter },
  { weight: 1, arbitrary: nearFilter },
  { weight: 1, arbitrary: oneOf(optionalFields).map((field): PhotoFilter => ({ kind: "has", field })) },
  { weight: 1, arbitrary: fc.constant<PhotoFilter>({ kind: "isFavorite" }) },
);

/** Any filter, some levels deep. */
export const photoFilters: fc.Arbitrary<PhotoFilter> = fc.letrec<{ filter: PhotoFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    { weight: 4, arbitrary: simpleFilter },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("not" as const), of: tie("filter") }) },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: oneOf(["all", "any"] as const),
        of: fc.array(tie("filter"), { maxLength: 3 }),
      }),
    },
  ),
})).filter;
