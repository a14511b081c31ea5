import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { Ledger } from "../../../src/contract/jobs.ts";
import type { Core } from "../../../src/core/index.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

async function folderOf(count: number): Promise<string> {
  const directory = await temporaryDirectory();
  const numbers = Array.from({ length: count }, (_, number) => number);
  await Promise.all(
    numbers.map(async (number) =>
      put(join(directory, `${number}.jpg`), await jpeg(number, { width: 640, height: 480 })),
    ),
  );
  return directory;
}

const accounted = ({ indexed, unchanged, duplicate, skipped, failed }: Ledger) =>
  indexed + unchanged + duplicate + skipped + failed;

/** Waits until so many photos are in the grid. */
async function shown(core: Core, count: number): Promise<void> {
  await until(async () => (await core.client.photos.timeline({})).count >= count);
}

describe("a job that is paused", () => {
  it("does no more until it is resumed, and then the rest", async () => {
    const [core, folder] = [await openCore(), await folderOf(120)];
    const { jobId } = await core.client.jobs.index({ directories: [folder] });
    await shown(core, 5);
    const pausing = await core.client.jobs.pause({ jobId });
    expect(pausing.state).toBe("paused");
    // What was in hand is finished first, and that is told to whoever watches.
    let settled = pausing;
    for await (const job of await core.client.jobs.progress({ jobId })) {
      settled = job;
      if (!job.isPausing) break;
    }
    expect(settled.state).toBe("paused");
    expect(accounted(settled.ledger)).toBeLessThan(120);
    // A picture that goes the way that photos of the job go, through the same workers, comes to its end meanwhile.
    const outside = join(await temporaryDirectory(), "outside.jpg");
    await put(outside, await jpeg(1000, { width: 640, height: 480 }));
    await core.client.search.similar({ path: outside });
    expect(core.context.services.jobs.get(jobId)).toMatchObject({
      state: "paused",
      isPausing: false,
      ledger: settled.ledger,
      awaitingEmbedding: 0,
    });
    await core.client.jobs.resume({ jobId });
    expect((await ended(core, { jobId })).ledger.indexed).toBe(120);
  });

  it("before it has begun has nothing in hand", async () => {
    const [core, first, second] = [await openCore(), await folderOf(40), await folderOf(3)];
    const running = await core.client.jobs.index({ directories: [first] });
    const waiting = await core.client.jobs.index({ directories: [second] });
    // They hold the same pictures.
    expect(await core.client.jobs.pause(waiting)).toMatchObject({ state: "paused", isPausing: false });
    await ended(core, running);
    expect(core.context.services.jobs.get(waiting.jobId)).toMatchObject({
      state: "paused",
      isPausing: false,
    });
    await core.client.jobs.resume(waiting);
    expect((await ended(core, waiting)).ledger).toMatchObject({ found: 3, duplicate: 3 });
  });
});

describe("a job that is cancelled", () => {
  it("keeps what is done, and the next one carries on from there", async () => {
    const [core, folder] = [await openCore(), await folderOf(120)];
    const { jobId } = await core.client.jobs.index({ directories: [folder] });
    await shown(core, 20);
    await core.client.jobs.cancel({ jobId });
    const cancelled = await ended(core, { jobId });
    expect(cancelled.state).toBe("cancelled");
    expect(cancelled.ledger.found).toBe(accounted(cancelled.ledger));
    expect(cancelled.ledger.indexed).toBeLessThan(120);
    const next = await index(core, folder);
    expect(next.ledger).toMatchObject({ found: 120, unchanged: cancelled.ledger.indexed });
    expect(next.ledger.indexed).toBe(120 - cancelled.ledger.indexed);
    expect(await core.client.library.stats()).toMatchObject({ photos: 120, vectors: 120 });
  });

  it("never starts when it still waited", async () => {
    const [core, first, second] = [await openCore(), await folderOf(40), await folderOf(3)];
    const running = await core.client.jobs.index({ directories: [first] });
    const waiting = await core.client.jobs.index({ directories: [second] });
    expect((await core.client.jobs.cancel({ jobId: waiting.jobId })).state).toBe("cancelled");
    await ended(core, running);
    expect((await core.client.library.stats()).photos).toBe(40);
  });
});

describe("a job whose process ends", () => {
  it("is written down as interrupted and gone on with at the next start", async () => {
    const [libraryDirectory, folder] = [await temporaryDirectory(), await folderOf(120)];
    const first = await openCore({ libraryDirectory });
    const { jobId } = await first.client.jobs.index({ directories: [folder] });
    await shown(first, 10);
    await first.close();
    const second = await openCore({ libraryDirectory });
    const [interrupted] = await second.client.jobs.list({});
    expect(interrupted).toMatchObject({ jobId, state: "interrupted" });
    expect(interrupted?.ledger.found).toBe(accounted(interrupted?.ledger as Ledger));
    await second.resumeInterrupted();
    const [resumed] = await second.client.jobs.list({});
    const done = await ended(second, { jobId: resumed?.jobId as number });
    expect(done.ledger.unchanged + done.ledger.indexed).toBe(120);
    expect(await second.client.library.stats()).toMatchObject({ photos: 120, vectors: 120 });
  });
});

describe("the progress of a job", () => {
  it("shows photos before their embedding, never counts more than it found, and adds up at the end", async () => {
    const [core, folder] = [await openCore(), await folderOf(80)];
    // On a quick machine a batch is embedded before anybody looked.
    const looked = Promise.withResolvers<void>();
    const { inferencePool } = core.context.services.models.current;
    const embedImages = inferencePool.embedImages.bind(inferencePool);
    vi.spyOn(inferencePool, "embedImages").mockImplementation(async (...batch) => {
      await looked.promise;
      return embedImages(...batch);
    });
    const { jobId } = await core.client.jobs.index({ directories: [folder] });
    for await (const job of await core.client.jobs.progress({ jobId })) {
      expect(accounted(job.ledger)).toBeLessThanOrEqual(job.ledger.found);
      if (job.awaitingEmbedding > 0) looked.resolve();
      if (job.state === "done") expect(job.ledger.found).toBe(accounted(job.ledger));
    }
    await looked.promise;
    expect(await core.client.library.stats()).toMatchObject({ photos: 80, vectors: 80 });
  });

  it("is one and the same job when a folder is asked for again while it waits or runs", async () => {
    const [core, folder] = [await openCore(), await folderOf(40)];
    const first = await core.client.jobs.index({ directories: [folder] });
    const second = await core.client.jobs.index({ directories: [folder] });
    expect(second.jobId).toBe(first.jobId);
    await ended(core, first);
  });

  it("ends in JOB_NOT_FOUND for a job that never was", async () => {
    const core = await openCore();
    await expect(core.client.jobs.pause({ jobId: 99 })).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
    await expect(ended(core, { jobId: 99 })).rejects.toMatchObject({ code: "JOB_NOT_FOUND" });
  });
});
