import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { createCore } from "../../src/core/index.ts";
import { writeDemoLibrary } from "../../src/demo/index.ts";
import { perSecond, type Row } from "../table.ts";
import type { BenchServer } from "./qdrant.ts";

const photos = 600;
/** The best of so many: what else a machine does only ever makes it slower. */
const rounds = 2;

interface Times {
  /** Photos are in, and found by what they look like. */
  indexedSeconds: number;
  /** The store that is in use has all of them. */
  sentSeconds: number;
}

/** The same folder indexed with either store in use, on this machine. */
export async function wholeIngestRows(directory: string, server: BenchServer): Promise<Row[]> {
  const folder = join(directory, "photos");
  await writeDemoLibrary({ directory: folder, count: photos, seed: 78 });
  const times = { embedded: [] as Times[], qdrant: [] as Times[] };
  for (let round = 0; round < rounds; round++) {
    times.embedded.push(await ingest(join(directory, `embedded ${round}`), folder, undefined));
    times.qdrant.push(await ingest(join(directory, `with Qdrant ${round}`), folder, server));
  }
  const best = (all: readonly Times[], of: keyof Times) => Math.min(...all.map((each) => each[of]));
  const embedded = best(times.embedded, "indexedSeconds");
  const ratio = (of: keyof Times) => (best(times.qdrant, of) / embedded).toFixed(2);
  return [
    { name: `whole ingest of ${photos} photos, embedded`, value: perSecond(photos, embedded) },
    {
      name: "the same with Qdrant, until all are indexed: times as long",
      value: ratio("indexedSeconds"),
      aim: "at most 1.15",
    },
    { name: "until all are in Qdrant: times as long", value: ratio("sentSeconds"), aim: "at most 1.15" },
  ];
}

async function ingest(
  libraryDirectory: string,
  folder: string,
  server: BenchServer | undefined,
): Promise<Times> {
  const core = await createCore({ libraryDirectory });
  if (server) {
    const { url, apiKey } = server;
    await core.client.vectors.use({ store: "qdrant", url, ...(apiKey !== undefined && { apiKey }) });
    await core.vectorsSwitched();
  }
  const started = performance.now();
  const seconds = () => (performance.now() - started) / 1000;
  const { jobId } = await core.client.jobs.index({ directories: [folder] });
  for await (const job of await core.client.jobs.progress({ jobId })) {
    if (job.state === "failed") throw new Error(job.error?.message);
  }
  const indexedSeconds = seconds();
  while (server && ((await core.client.vectors.status()).qdrant?.waiting ?? 0) > 0) await setTimeout(20);
  const sentSeconds = seconds();
  if (server) {
    await core.client.vectors.use({ store: "embedded" });
    await core.vectorsSwitched();
    await core.client.vectors.drop();
  }
  await core.close();
  return { indexedSeconds, sentSeconds };
}
