import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import { type PlannedOriginal, planDemoLibrary, writeDemoLibrary } from "../src/demo/index.ts";
import {
  absentThings,
  captionsOfEach,
  type LabelledQuery,
  wordsOf,
} from "../test/helpers/labelled-queries.ts";
import { captionedPhotographs, keptBackPhotographs } from "../test/helpers/real-photographs.ts";
import { embedFiles, type ModelAtWork, withModel } from "../test/helpers/recall-of-photographs.ts";
import { type EndedLibrary, endedLibrary, measureEnd } from "../test/helpers/where-matches-stop.ts";
import type { BenchOptions } from "./options.ts";
import { millis, percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

/** No training and no calibration has seen this library. */
const heldOutSeed = 1_000_003;

const photosOf = { quick: 200, usual: 1000, large: 3000 };

/** Where matches stop, against the best single cosine for all queries, with the model that ships. */
export async function cutRows({ size }: BenchOptions): Promise<Row[]> {
  return withModel(shippedModelOf(await readManifest()), async (atWork) => [
    ...(await drawnRows(atWork, photosOf[size])),
    ...(await captionRows("captioned corpus", await captionedPhotographs(), atWork)),
    ...(size === "quick"
      ? []
      : await captionRows("coco photographs", await keptBackPhotographs("coco"), atWork)),
  ]);
}

async function drawnRows(atWork: ModelAtWork, count: number): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const planned = Math.ceil(count * 1.2) + 8;
    await writeDemoLibrary({ directory, count: planned, seed: heldOutSeed });
    const originals = planDemoLibrary({ count: planned, seed: heldOutSeed })
      .filter((photo): photo is PlannedOriginal => "scene" in photo)
      .slice(0, count);
    const vectors = await embedFiles(
      originals.map(({ path }) => join(directory, path)),
      atWork,
    );
    return rowsOf(
      `${count} demo photos, words`,
      vectors,
      wordsOf(originals.map(({ scene }) => scene)),
      atWork,
    );
  });
}

async function captionRows(
  name: string,
  photographs: Awaited<ReturnType<typeof captionedPhotographs>>,
  atWork: ModelAtWork,
): Promise<Row[]> {
  if (!photographs) return [{ name, value: "not there" }];
  const vectors = await embedFiles(
    photographs.map(({ path }) => path),
    atWork,
  );
  return rowsOf(
    `${photographs.length} of the ${name}, captions`,
    vectors,
    captionsOfEach(photographs),
    atWork,
  );
}

function rowsOf(
  name: string,
  vectors: readonly Float32Array[],
  queries: readonly LabelledQuery[],
  atWork: ModelAtWork,
): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const libraryDirectory = join(directory, "library");
    mkdirSync(libraryDirectory);
    const library = await endedLibrary(libraryDirectory, vectors, atWork);
    try {
      const { cut, flat, best } = await measureEnd(library, queries);
      const counts = await countsOf(library);
      return [
        {
          name: `${name}: mean F1 of the cut`,
          value: cut.toFixed(3),
          aim: `at least ${(flat + 0.1).toFixed(3)}`,
        },
        { name: "the best flat cosine", value: flat.toFixed(3) },
        { name: "the best line for each query", value: best.toFixed(3) },
        {
          name: `${absentThings.length} things that are not there: most above the line`,
          value: String(Math.max(...counts)),
          aim: "at most 3",
        },
        { name: "where matches stop, p95", value: millis(await timeOf(library, queries)) },
      ];
    } finally {
      library.close();
    }
  });
}

async function countsOf(library: EndedLibrary): Promise<number[]> {
  const counts: number[] = [];
  for (const text of absentThings) counts.push((await library.ask(text)).likelyCount);
  return counts;
}

/** Milliseconds, the embedding of the text included. */
async function timeOf(library: EndedLibrary, queries: readonly LabelledQuery[]): Promise<number> {
  const times: number[] = [];
  for (const { text } of queries.slice(0, 100)) {
    const started = performance.now();
    await library.ask(text);
    times.push(performance.now() - started);
  }
  return percentile(times, 95);
}
