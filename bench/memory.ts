import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createCore } from "../src/core/index.ts";
import { withComment } from "../test/e2e/support/many-photos.ts";
import { jpeg } from "../test/helpers/pictures.ts";
import type { Row } from "./table.ts";
import { withTemporaryDirectory } from "./temporary.ts";

/** 100,000 take an hour and more on two cores: `SHOEBOX_BENCH_PHOTOS=100000 npm run bench -- memory`. */
const photos = Number(process.env.SHOEBOX_BENCH_PHOTOS ?? 5000);
const few = 1000;
const sampleMillis = 200;

/** Small files, each with bytes of its own: each is read, decoded and embedded. */
async function writePhotos(folder: string, count: number): Promise<void> {
  const looks = await Promise.all(Array.from({ length: 32 }, (_, number) => jpeg(number)));
  for (let number = 0; number < count; number++) {
    const directory = join(folder, `part ${Math.floor(number / 500)}`);
    if (number % 500 === 0) await mkdir(directory, { recursive: true });
    const look = looks[number % looks.length] as Buffer;
    await writeFile(join(directory, `${number}.jpg`), withComment(look, `photo ${number}`));
  }
}

/** Indexes them all; the time of the first `few`, of the last `few`, of all, and the most memory. */
async function indexAll(directory: string, folder: string) {
  const core = await createCore({ libraryDirectory: join(directory, "library") });
  const { jobId } = await core.client.jobs.index({ directories: [folder] });
  let peakBytes = 0;
  const timer = setInterval(() => {
    peakBytes = Math.max(peakBytes, process.memoryUsage.rss());
  }, sampleMillis);
  const started = performance.now();
  const doneAt: { done: number; atMillis: number }[] = [];
  for await (const job of await core.client.jobs.progress({ jobId })) {
    doneAt.push({ done: job.ledger.indexed, atMillis: performance.now() - started });
    if (job.state === "failed") throw new Error(job.error?.message);
  }
  clearInterval(timer);
  await core.close();
  const whenDone = (count: number) => doneAt.find(({ done }) => done >= count)?.atMillis ?? Number.NaN;
  return {
    peakBytes,
    allMillis: whenDone(photos),
    firstMillis: whenDone(few),
    lastMillis: whenDone(photos) - whenDone(photos - few),
  };
}

/** The memory that indexing takes, and whether a photo costs the same at the end as at the start. */
export async function memoryRows(): Promise<Row[]> {
  return withTemporaryDirectory(async (directory) => {
    const folder = join(directory, "photos");
    await writePhotos(folder, photos);
    const { peakBytes, allMillis, firstMillis, lastMillis } = await indexAll(directory, folder);
    const each = (millis: number, count: number) => `${(millis / count).toFixed(2)} ms`;
    return [
      {
        name: `most memory while indexing ${photos} photos (RSS)`,
        value: `${Math.round(peakBytes / 1e6)} MB`,
        aim: "under 700 MB",
      },
      { name: `a photo, of the first ${few}`, value: each(firstMillis, few) },
      { name: `a photo, of all ${photos}`, value: each(allMillis, photos) },
      {
        name: `all / the first ${few}`,
        value: (allMillis / photos / (firstMillis / few)).toFixed(2),
        aim: "at most 1.2",
      },
      { name: `a photo, of the last ${few}`, value: each(lastMillis, few) },
    ];
  });
}
