import { createWriteStream, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { readManifest } from "../../../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../../../src/core/models/runtime/shipped-model.ts";
import { lights } from "../../../src/demo/lights.ts";
import { objectKinds } from "../../../src/demo/objects/index.ts";
import { places } from "../../../src/demo/places.ts";
import { randomFrom } from "../../../src/demo/random.ts";
import { randomScene } from "../../../src/demo/scene.ts";
import { embedFiles, type ModelAtWork, withModel } from "../../../test/helpers/recall-of-photographs.ts";
import { drawScene } from "./draw-scene.ts";

/**
 * What the calibration is learnt from, as the shipped model sees it: vectors as float32, row after row.
 *
 *   node models/starter/training/embed-for-calibration.ts scenes --work DIR --count 22000 [--from 0]
 *   node models/starter/training/embed-for-calibration.ts photographs --work DIR --photographs DIR
 */
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    work: { type: "string" },
    photographs: { type: "string" },
    count: { type: "string" },
    from: { type: "string" },
  },
});
const work = values.work ?? ".";
const [from, count] = [Number(values.from ?? 0), Number(values.count ?? 22_000)];
const batch = 64;

/** Of scenes that neither the towers were trained on nor any library has. */
const seedOf = (index: number) => `calibration starter ${index}`;

async function pathOfScene(index: number): Promise<string> {
  const path = join(work, "scenes", `${index}.jpg`);
  if (!existsSync(path)) await drawScene(seedOf(index), path);
  return path;
}

async function embed(
  name: string,
  items: number,
  pathOf: (index: number) => Promise<string> | string,
  at: ModelAtWork,
) {
  const out = createWriteStream(join(work, `${name}.f32`));
  for (let start = 0; start < items; start += batch) {
    const paths: string[] = [];
    for (let index = start; index < Math.min(items, start + batch); index++) paths.push(await pathOf(index));
    for (const vector of await embedFiles(paths, at))
      out.write(new Uint8Array(vector.buffer, vector.byteOffset, vector.byteLength).slice());
    if ((start / batch) % 20 === 0) console.log(name, start, Math.round(performance.now() / 1000));
  }
  await new Promise((done) => out.end(done));
}

sharp.concurrency(1);
mkdirSync(join(work, "scenes"), { recursive: true });
await withModel(shippedModelOf(await readManifest()), async (at) => {
  const [part] = positionals;
  if (part === "scenes") {
    const vocabulary = JSON.stringify({ kinds: objectKinds, places, lights });
    writeFileSync(join(work, "vocabulary.json"), vocabulary);
    const rows = Array.from({ length: count }, (_, index) => randomScene(randomFrom(seedOf(from + index))));
    writeFileSync(join(work, `scenes-${from}.json`), JSON.stringify(rows));
    await embed(`scenes-${from}`, count, (index) => pathOfScene(from + index), at);
  }
  if (part === "photographs") {
    const directory = values.photographs ?? ".";
    const rows = readFileSync(join(directory, "captions.jsonl"), "utf8").trim().split("\n");
    await embed(
      "photographs",
      rows.length,
      (index) => join(directory, (JSON.parse(rows[index] ?? "") as { path: string }).path),
      at,
    );
  }
});
