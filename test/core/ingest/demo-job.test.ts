import { access } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import type { Job } from "../../../src/contract/index.ts";
import { DemoError } from "../../../src/demo/errors.ts";
import { ended, openCore } from "../../helpers/core.ts";
import { put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

test("the host draws, the core indexes what was drawn, and asked again draws nothing twice", async () => {
  const core = await openCore();
  const first = await ended(core, await core.client.jobs.demo({ count: 4 }));
  // The captions are a file too.
  expect(first).toMatchObject({ kind: "demo", state: "done", ledger: { found: 5, skipped: 1, failed: 0 } });
  const again = await ended(core, await core.client.jobs.demo({ count: 4 }));
  expect(again).toMatchObject({ state: "done", ledger: { found: 5, indexed: 0, failed: 0 } });
});

test("a host that cannot draw: the job says so, and no folder is made", async () => {
  const libraryDirectory = await temporaryDirectory();
  const core = await openCore({ libraryDirectory, host: {} });
  const job = await ended(core, await core.client.jobs.demo({ count: 4 }));
  expect(job).toMatchObject({ state: "failed", error: { code: "NOT_SUPPORTED_HERE" } });
  await expect(access(join(libraryDirectory, "demo-photos"))).rejects.toMatchObject({ code: "ENOENT" });
  expect(await core.client.library.stats()).toMatchObject({ roots: [] });
});

test("what the host says went wrong is what the job says", async () => {
  const libraryDirectory = await temporaryDirectory();
  await put(join(libraryDirectory, "demo-photos", "mine.txt"), "mine");
  const core = await openCore({ libraryDirectory });
  const job = await ended(core, await core.client.jobs.demo({ count: 4 }));
  expect(job).toMatchObject({ state: "failed", error: { code: "DIR_NOT_EMPTY" } });
});

test("a disk that fills up while photos are drawn pauses the job, as it does while they are indexed", async () => {
  let hasRoom = false;
  const drawDemoPhotos = async ({ directory }: { directory: string }) => {
    if (!hasRoom) throw new DemoError("DISK_FULL", "The disk is full.", directory);
    await put(join(directory, "captions.jsonl"), "{}\n");
  };
  const core = await openCore({ host: { drawDemoPhotos } });
  const { jobId } = await core.client.jobs.demo({ count: 4 });
  let job: Job | undefined;
  for await (job of await core.client.jobs.progress({ jobId })) if (job.state === "paused") break;
  expect(job).toMatchObject({ state: "paused", error: { code: "DISK_FULL" } });
  hasRoom = true;
  await core.client.jobs.resume({ jobId });
  expect(await ended(core, { jobId })).toMatchObject({ state: "done", error: null });
});
