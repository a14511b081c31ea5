import { join } from "node:path";
import { wordsStageName } from "../src/core/catalog/words.ts";
import { type Core, createCore } from "../src/core/index.ts";
import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import { fillLibrary } from "../test/helpers/fill-library.ts";
import { until } from "../test/helpers/until.ts";
import { clusteredVectors } from "../test/helpers/vectors.ts";
import type { BenchOptions } from "./options.ts";
import { millis, percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 100_000;
const limit = 100;
const times = 40;

const keywords = ["dog", "beach", "harbour", "snow", "garden", "tram", "heron", "family"];

const texts = (row: number) => ({
  rating: row % 6,
  title: row % 3 === 0 ? `Day ${row % 97} at the ${keywords[row % 7]}` : null,
  description: null,
  keywords: row % 50 === 0 ? [keywords[(row / 50) % keywords.length] ?? ""] : [],
  oddities: [],
  isFavorite: false,
  isRejected: false,
  people: [],
});

type Asked = Parameters<Core["client"]["search"]["text"]>[0];

/** What people ask, each some times over with other words. */
const kinds: Readonly<Record<string, (time: number) => Asked>> = {
  "nothing: all photos": () => ({ query: "" }),
  "a description": (time) => ({ query: `a red boat number ${time} at sunset` }),
  "words that 250 photos have": (time) => ({ query: keywords[time % keywords.length] ?? "" }),
  "a filter": (time) => ({ query: `rating:${time % 6}` }),
  "a description with a filter": (time) => ({ query: `a red boat ${time} rating:${time % 6}` }),
  "a description without something": (time) => ({ query: `a red boat ${time} -people` }),
  "a photo as an example": (time) => ({ query: `like:#${1 + ((time * 997) % 9000)}` }),
  "an example with words": (time) => ({ query: `like:#${1 + ((time * 997) % 9000)} at night` }),
  "a description by date": (time) => ({ query: `a blue car ${time}`, sort: "date" }),
};

/** Whole answers of text search, from the query to a page of results, in a library of 100,000. */
export async function latencyRows({ size }: BenchOptions): Promise<Row[]> {
  const model = shippedModelOf(await readManifest());
  const shape = { dimensions: model.dimensions, clusters: 1000, spread: 0.7, seed: 11 };
  const count = size === "quick" ? photos / 10 : photos;
  const vectors = clusteredVectors({ ...shape, count });
  return withTemporaryDirectory(async (directory) => {
    const libraryDirectory = join(directory, "library");
    const of = (row: number) => vectors[row] as Float32Array;
    await fillLibrary({
      libraryDirectory,
      count,
      vectors: { modelKey: model.key, dimensions: model.dimensions, of },
      texts,
    });
    const core = await createCore({ libraryDirectory });
    await core.resumeInterrupted();
    const { catalog, stages } = core.context.services;
    // A filled table has no files to read anew or to compare: what would try is no part of an answer's time.
    for (const { name } of stages.list()) if (name !== wordsStageName) stages.pause(name);
    await until(() => catalog.stages.counts(wordsStageName).left === 0, 600_000);
    await core.client.search.text({ query: "warm" });
    const rows: Row[] = [];
    for (const [kind, make] of Object.entries(kinds)) rows.push(await rowOf(core, kind, make));
    rows.push(...(await farRows(core, count)));
    await core.close();
    return rows;
  });
}

async function rowOf(core: Core, kind: string, make: (time: number) => Asked): Promise<Row> {
  const taken: number[] = [];
  for (let time = 0; time < times; time++) {
    const asked = make(time);
    const started = performance.now();
    await core.client.search.text({ ...asked, limit });
    taken.push(performance.now() - started);
  }
  const value = `p50 ${millis(percentile(taken, 50))}, p95 ${millis(percentile(taken, 95))}`;
  return { name: `${kind}, a page of ${limit}`, value, aim: "under 150 ms" };
}

/** Pages far away, the first time and when their order is known. */
async function farRows(core: Core, count: number): Promise<Row[]> {
  const rows: Row[] = [];
  for (const query of ["", "a boat far away"]) {
    const { snapshot } = await core.client.search.text({ query, limit });
    for (const what of ["first", "again"]) {
      const offset = 0.9 * count;
      const started = performance.now();
      await core.client.search.text({ query, limit, offset, snapshot });
      const value = millis(performance.now() - started);
      rows.push({ name: `“${query}” at offset ${offset.toLocaleString("en")}, ${what}`, value });
    }
  }
  return rows;
}
