import { readdir } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { join } from "node:path";
import { createCore } from "../src/core/index.ts";
import { identify } from "../src/core/ingest/identify.ts";
import { readManifest } from "../src/core/models/manifest/read-manifest.ts";
import type { EmbeddingModel } from "../src/core/models/runtime/embedding-model.ts";
import { shippedModelOf } from "../src/core/models/runtime/shipped-model.ts";
import { startDecodePool } from "../src/core/workers/decode-pool.ts";
import { startInferencePool } from "../src/core/workers/inference-pool.ts";
import { writeDemoLibrary } from "../src/demo/index.ts";
import { millis, perSecond, type Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

const photos = 600;
const batchSize = 32;

interface Cost {
  wallSeconds: number;
  processorSeconds: number;
}

async function costOf(work: () => Promise<unknown>): Promise<Cost> {
  const [usage, started] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(usage);
  return { wallSeconds: (performance.now() - started) / 1000, processorSeconds: (user + system) / 1e6 };
}

/** Reading, hashing and decoding alone; gives the model's inputs. */
async function decodeOnly(files: readonly string[], model: EmbeddingModel) {
  const pool = startDecodePool();
  const inputs: Uint8Array[] = [];
  const decodeAll = async (paths: readonly string[]) => {
    let next = 0;
    const lane = async () => {
      for (let path = paths[next++]; path !== undefined; path = paths[next++]) {
        const file = await identify(path);
        if ("problem" in file) continue;
        const answer = await pool.decode({ bytes: file.bytes, format: file.format, shape: model.input });
        if ("picture" in answer) inputs.push(answer.picture.modelInput);
      }
    };
    await Promise.all(Array.from({ length: pool.threads + 1 }, lane));
  };
  await decodeAll(files.slice(0, 16));
  inputs.length = 0;
  const cost = await costOf(() => decodeAll(files));
  await pool.close();
  return { cost, inputs };
}

async function inferenceOnly(inputs: readonly Uint8Array[], model: EmbeddingModel): Promise<Cost> {
  const pool = startInferencePool(model);
  const batch = (start: number) => Buffer.concat(inputs.slice(start, start + batchSize));
  await pool.embedImages(new Uint8Array(batch(0)));
  const cost = await costOf(async () => {
    for (let start = 0; start < inputs.length; start += batchSize)
      await pool.embedImages(new Uint8Array(batch(start)));
  });
  await pool.close();
  return cost;
}

/** The stages alone, the whole, and how far the whole is from cores that never idle; then the folder unchanged. */
export async function ingestRows(): Promise<Row[]> {
  const model = shippedModelOf(await readManifest());
  return withTemporaryDirectory(async (directory) => {
    const folder = join(directory, "photos");
    await writeDemoLibrary({ directory: folder, count: photos, seed: 77 });
    const names = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = names
      .filter((entry) => entry.isFile() && !entry.name.endsWith(".jsonl"))
      .map((entry) => join(entry.parentPath, entry.name));
    const decode = await decodeOnly(files, model);
    const inference = await inferenceOnly(decode.inputs, model);
    const core = await createCore({ libraryDirectory: join(directory, "library") });
    const index = async () => {
      const { jobId } = await core.client.jobs.index({ directories: [folder] });
      for await (const job of await core.client.jobs.progress({ jobId }))
        if (job.state === "failed") throw new Error(job.error?.message);
    };
    const whole = await costOf(index);
    const rescan = await costOf(index);
    await core.close();
    const count = files.length;
    const ideal = (decode.cost.processorSeconds + inference.processorSeconds) / availableParallelism();
    return [
      { name: `decoding alone, ${count} photos`, value: perSecond(count, decode.cost.wallSeconds) },
      { name: "inference alone", value: perSecond(count, inference.wallSeconds) },
      { name: "whole ingest", value: perSecond(count, whole.wallSeconds) },
      { name: "whole ingest / ideal", value: (whole.wallSeconds / ideal).toFixed(2), aim: "at most 1.25" },
      {
        name: "the same in processor time",
        value: (whole.processorSeconds / (ideal * availableParallelism())).toFixed(2),
      },
      { name: `rescan of the ${count} unchanged files`, value: millis(rescan.wallSeconds * 1000) },
    ];
  });
}
