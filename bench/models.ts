import { statSync } from "node:fs";
import { join } from "node:path";
import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { loadImageEmbedder } from "../src/core/models/runtime/image-embedder.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import { loadTextEmbedder } from "../src/core/models/runtime/text-embedder.ts";
import { median, millis, type Row } from "./table.ts";

const runs = 30;
const batchSize = 8;
const words = [
  "boat",
  "a red car in the snow",
  "two children who build a sandcastle at the beach in the evening",
];

/** What the shipped model costs on one core, loaded as the app loads it. */
export async function modelsRows(): Promise<Row[]> {
  const manifest = await readManifest();
  const model = shippedModelOf(manifest);
  const started = performance.now();
  const images = await loadImageEmbedder(model, 1);
  const imagesLoaded = performance.now();
  const texts = await loadTextEmbedder(model, 1);
  const textsLoaded = performance.now();
  const { width, height } = model.input;
  const one = await timesOf(() => images.embed(new Uint8Array(width * height * 3).fill(90)));
  const batch = await timesOf(() => images.embed(new Uint8Array(batchSize * width * height * 3).fill(90)));
  let at = 0;
  const query = await timesOf(() => texts.embed(words[at++ % words.length] ?? ""));
  const entry = manifest.models.find(({ id }) => id === model.id);
  const bytes = (entry?.files ?? []).map(
    ({ path }) => statSync(join(manifest.directory, entry?.directory ?? "", path)).size,
  );
  const total = bytes.reduce((sum, size) => sum + size, 0);
  return [
    { name: `${model.name}: files`, value: `${(total / 1e6).toFixed(1)} MB`, aim: "at most 48 MB" },
    { name: "a photo on one core", value: millis(median(one)), aim: "at most 30 ms" },
    {
      name: `a photo in a batch of ${batchSize}`,
      value: millis(median(batch) / batchSize),
      aim: "at most 30 ms",
    },
    { name: "a query on one core", value: millis(median(query)), aim: "at most 12 ms" },
    { name: "loading the tower of pictures", value: millis(imagesLoaded - started) },
    { name: "loading the tower of texts", value: millis(textsLoaded - imagesLoaded) },
  ];
}

async function timesOf(work: () => Promise<unknown>): Promise<number[]> {
  await work();
  const times: number[] = [];
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    await work();
    times.push(performance.now() - started);
  }
  return times;
}
