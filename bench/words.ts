import { statSync } from "node:fs";
import { join } from "node:path";
import { type Core, createCore } from "../src/core/index.ts";
import { fillLibrary } from "../test/helpers/fill-library.ts";
import { seededRandom } from "../test/helpers/random.ts";
import { until } from "../test/helpers/until.ts";
import { millis, percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 100_000;
const queryCount = 600;
const limit = 50;

const syllables = [
  "an",
  "bel",
  "cor",
  "dun",
  "est",
  "fal",
  "gra",
  "hin",
  "isk",
  "lor",
  "mar",
  "nem",
  "ost",
  "pel",
];
const random = seededRandom(20);

/** A vocabulary of 4,000 words, of which few are used often and most seldom, as in any language. */
const vocabulary = Array.from({ length: 4000 }, () =>
  Array.from({ length: 2 + Math.floor(random() * 3) }, () => syllables[Math.floor(random() * 14)]).join(""),
);
const word = () => vocabulary[Math.floor(vocabulary.length * random() ** 3)] ?? "";
const words = (count: number) => Array.from({ length: count }, word);

/** A third has a title, a fifth a description, most a few keywords. */
const texts = (row: number) => ({
  rating: null,
  title: row % 3 === 0 ? words(3).join(" ") : null,
  description: row % 5 === 0 ? words(14).join(" ") : null,
  keywords: words(row % 4),
  oddities: [],
  isFavorite: false,
  isRejected: false,
  people: [],
});

/** What people type, by how often they are taken to. */
const kinds: Readonly<Record<string, { share: number; make: () => string }>> = {
  "a word": { share: 30, make: word },
  "two words": { share: 20, make: () => words(2).join(" ") },
  "a sentence": { share: 15, make: () => `a ${word()} by the ${word()} in ${word()}` },
  "the beginning of a word": { share: 15, make: () => word().slice(0, 5) },
  "the name of a file": { share: 10, make: () => `IMG_${Math.floor(random() * photos)}.jpg` },
  "a word and a year": { share: 5, make: () => `${word()} ${2005 + Math.floor(random() * 20)}` },
  "a year, which 5,000 photos have": { share: 4, make: () => String(2005 + Math.floor(random() * 20)) },
  "a word that every photo has": { share: 1, make: () => "event" },
};

/** Searching what is written about 100,000 photos: without a model, so that nothing else is in the time. */
export async function wordsRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const [libraryDirectory, models] = [join(directory, "library"), join(directory, "no models")];
    await fillLibrary({ libraryDirectory, count: photos, texts });
    const catalogBytes = () => statSync(join(libraryDirectory, "catalog.sqlite")).size;
    const before = catalogBytes();
    const opening = performance.now();
    const core = await createCore({ libraryDirectory, modelsDirectory: models });
    const openMillis = performance.now() - opening;
    const readSeconds = await readAll(core);
    const times = await measure(core);
    await core.close();
    const all = [...times.values()].flat();
    return [
      {
        name: `opening a library of ${photos.toLocaleString("en")} for the first time`,
        value: millis(openMillis),
      },
      { name: "reading its texts, in the background", value: `${readSeconds.toFixed(1)} s` },
      { name: "what the index takes", value: `${((catalogBytes() - before) / 1e6).toFixed(0)} MB` },
      { name: "search by words, p50", value: millis(percentile(all, 50)) },
      { name: "search by words, p95", value: millis(percentile(all, 95)), aim: "under 10 ms" },
      ...[...times].map(([kind, ofKind]) => ({
        name: `  ${kind}, p95`,
        value: millis(percentile(ofKind, 95)),
      })),
    ];
  });
}

async function readAll(core: Core): Promise<number> {
  const started = performance.now();
  await core.resumeInterrupted();
  await until(() => core.context.services.catalog.stages.counts("words").left === 0, 600_000);
  return (performance.now() - started) / 1000;
}

async function measure(core: Core): Promise<Map<string, number[]>> {
  const times = new Map<string, number[]>();
  for (const [kind, { share, make }] of Object.entries(kinds)) {
    const count = Math.round((queryCount * share) / 100);
    const ofKind: number[] = [];
    for (let number = 0; number < count; number++) {
      const query = make();
      const started = performance.now();
      // Where nothing is found there is no model to ask instead.
      await core.client.search.text({ query, limit }).catch(() => undefined);
      ofKind.push(performance.now() - started);
    }
    times.set(kind, ofKind);
  }
  return times;
}
