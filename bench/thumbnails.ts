import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { pictureFormatOf } from "../src/core/imaging/format.ts";
import { thumbnailEnlargement } from "../src/core/imaging/thumbnail-serves.ts";
import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import { startDecodePool } from "../src/core/workers/decode-pool.ts";
import { embedPictures } from "../src/core/workers/embed-pictures.ts";
import { startInferencePool } from "../src/core/workers/inference-pool.ts";
import { captionsFileName, type DemoPhoto, writeDemoLibrary } from "../src/demo/index.ts";
import { percentile, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const drawnPhotos = 240;
/** How many times larger a thumbnail may be made for the model. The app enlarges none. */
const limits = [1, 1.15, 1.3, 1.6];
const nearest = 10;

/** A photo as the model sees it, and as it sees its thumbnail. */
interface Seen {
  caption: string | undefined;
  enlargement: number;
  original: Float32Array;
  thumbnail: Float32Array;
}

/**
 * What it costs that a model is shown kept thumbnails in place of the photos, by how much those may be enlarged for it:
 * for the model that ships (`SHOEBOX_MODELS` names others), on drawn photos, or on those of the folder that
 * `SHOEBOX_BENCH_PICTURES` names; captions.jsonl in it, as the drawn ones have it, tells what is looked for.
 */
export function thumbnailsRows(): Promise<Row[]> {
  const chosen = process.env.SHOEBOX_BENCH_PICTURES;
  if (chosen !== undefined) return rowsOf(chosen);
  return withTemporaryDirectory(async (directory) => {
    await writeDemoLibrary({ directory, count: drawnPhotos, seed: 1_000_003 });
    return rowsOf(directory);
  });
}

async function rowsOf(directory: string): Promise<Row[]> {
  const model = shippedModelOf(await readManifest());
  const [decodePool, inferencePool] = [startDecodePool(), startInferencePool(model)];
  try {
    const captions = await readCaptions(directory);
    const seen: Seen[] = [];
    for (const path of await readdir(directory, { recursive: true })) {
      const bytes = await readFile(join(directory, path)).catch(() => undefined);
      const format = bytes && pictureFormatOf(bytes);
      if (!format) continue;
      const shape = model.input;
      const photo = await decodePool.decode({ bytes: new Uint8Array(bytes), format, shape });
      if ("problem" in photo) continue;
      const { width, height, thumbnail } = photo.picture;
      const size = { width, height };
      const kept = await decodePool.pixels({ bytes: new Uint8Array(thumbnail), format: "webp", shape, size });
      if ("problem" in kept) throw new Error(`${path}: ${kept.problem.message}`);
      seen.push({
        caption: captions.get(path),
        enlargement: thumbnailEnlargement(size, shape),
        original: await embedPictures([photo.picture], inferencePool),
        thumbnail: await embedPictures([kept.pixels], inferencePool),
      });
    }
    const queries = await Promise.all(
      seen.map(({ caption }) => (caption === undefined ? undefined : inferencePool.embedText(caption))),
    );
    return limits.flatMap((limit) => rowsWithin(limit, seen, queries));
  } finally {
    await Promise.all([decodePool.close(), inferencePool.close()]);
  }
}

async function readCaptions(directory: string): Promise<Map<string, string | undefined>> {
  const text = await readFile(join(directory, captionsFileName), "utf8").catch(() => "");
  const photos = text.split("\n").flatMap((line) => (line ? [JSON.parse(line) as DemoPhoto] : []));
  return new Map(photos.map(({ path, captions }) => [join(path), captions[0]]));
}

/** Thumbnails in place of those photos where they are enlarged no more than this. */
function rowsWithin(limit: number, seen: readonly Seen[], queries: readonly (Float32Array | undefined)[]) {
  const served = seen.filter(({ enlargement }) => enlargement <= limit);
  const cosines = served.map(({ original, thumbnail }) => cosine(original, thumbnail));
  const originals = seen.map(({ original }) => original);
  const mixed = seen.map((one) => (one.enlargement <= limit ? one.thumbnail : one.original));
  const rows: Row[] = [
    { name: `enlarged up to ${limit}: photos served`, value: `${served.length} of ${seen.length}` },
    { name: "  cosine with the photo's, median", value: percentile(cosines, 50).toFixed(4) },
    { name: "  cosine with the photo's, lowest of a hundred", value: percentile(cosines, 1).toFixed(4) },
    { name: `  of the ${nearest} most alike, the same`, value: sameNearest(originals, mixed).toFixed(3) },
  ];
  if (queries.every((query) => query === undefined)) return rows;
  const recalls = [originals, mixed].map((vectors) => recallOf(queries, vectors).toFixed(3));
  return [
    ...rows,
    { name: `  recall@${nearest} by caption, photos -> thumbnails`, value: recalls.join(" -> ") },
  ];
}

function cosine(left: Float32Array, right: Float32Array): number {
  return left.reduce((sum, value, at) => sum + value * (right[at] ?? 0), 0);
}

/** Rows of the vectors most like this one, the best first. */
function nearestTo(vector: Float32Array, vectors: readonly Float32Array[], except?: number): number[] {
  const scored = vectors.map((other, row) => ({ row, score: cosine(vector, other) }));
  const others = scored.filter(({ row }) => row !== except).sort((one, other) => other.score - one.score);
  return others.slice(0, nearest).map(({ row }) => row);
}

function sameNearest(originals: readonly Float32Array[], mixed: readonly Float32Array[]): number {
  let same = 0;
  for (const [row, vector] of originals.entries()) {
    const found = new Set(nearestTo(mixed[row] ?? vector, mixed, row));
    same += nearestTo(vector, originals, row).filter((other) => found.has(other)).length;
  }
  return same / (nearest * originals.length);
}

function recallOf(queries: readonly (Float32Array | undefined)[], vectors: readonly Float32Array[]): number {
  const asked = [...queries.entries()].filter(([, query]) => query !== undefined);
  const found = asked.filter(([row, query]) => query && nearestTo(query, vectors).includes(row));
  return found.length / asked.length;
}
