import { basename, join } from "node:path";
import { expect, it } from "vitest";
import type { Job } from "../../../src/contract/jobs.ts";
import type { Core } from "../../../src/core/index.ts";
import { identify } from "../../../src/core/ingest/identify.ts";
import { JobManager } from "../../../src/core/ingest/job-manager.ts";
import { isTransient, retryDelaysMillis } from "../../../src/core/ingest/retry.ts";
import { openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

/**
 * Indexes a folder with everything real but the reading of files: that fails for `busy.jpg` as a share on a bad network
 * would have it, so many times.
 */
async function indexWithBusyFile(core: Core, folder: string, { failures }: { failures: number }) {
  let reads = 0;
  const waits: (string | null)[] = [];
  const jobs = new JobManager(
    {
      ...core.context.services,
      retryDelaysMillis: [50, 100, 200],
      identify: async (path) => {
        if (basename(path) !== "busy.jpg" || ++reads > failures) return identify(path);
        const error = Object.assign(new Error("connection timed out"), { code: "ETIMEDOUT" });
        return {
          outcome: "failed",
          problem: { code: "UNREADABLE", message: error.message },
          isTransient: isTransient(error),
        };
      },
    },
    {
      photosChanged: () => {},
      problemsChanged: () => {},
      photosIndexed: () => {},
      jobChanged: () => {},
    },
  );
  const { jobId } = await jobs.index([folder]);
  const job = await endOf(jobs, jobId, waits);
  return { job, reads, waits };
}

async function endOf(jobs: JobManager, jobId: number, waits: (string | null)[]): Promise<Job> {
  await until(() => {
    const { endedAt, retryAt } = jobs.get(jobId);
    if (endedAt === null) waits.push(retryAt);
    return endedAt !== null;
  });
  return jobs.get(jobId);
}

async function folderWithBusyFile(): Promise<string> {
  const folder = await temporaryDirectory();
  await put(join(folder, "busy.jpg"), await jpeg(1));
  await put(join(folder, "other.jpg"), await jpeg(2));
  return folder;
}

it("a file that is busy is tried again within the job, and indexed when it no longer is", async () => {
  const [core, folder] = [await openCore(), await folderWithBusyFile()];
  const { job, reads, waits } = await indexWithBusyFile(core, folder, { failures: 2 });
  expect(job.ledger).toMatchObject({ found: 2, indexed: 2, failed: 0 });
  expect(reads).toBe(3);
  expect(waits.some((retryAt) => retryAt !== null)).toBe(true);
  expect((await core.client.problems.list({})).total).toBe(0);
});

it("a file that stays busy rests in the list, with all its tries, and is left alone from then on", async () => {
  const [core, folder] = [await openCore(), await folderWithBusyFile()];
  const first = await indexWithBusyFile(core, folder, { failures: 100 });
  expect(first.job.ledger).toMatchObject({ found: 2, indexed: 1, failed: 1 });
  expect(first.reads).toBe(4);
  const { problems } = await core.client.problems.list({});
  expect(problems).toMatchObject([{ code: "UNREADABLE", message: "connection timed out", tries: 4 }]);
  const second = await indexWithBusyFile(core, folder, { failures: 100 });
  expect(second.reads).toBe(0);
  expect(second.job.ledger).toMatchObject({ found: 2, unchanged: 1, failed: 1 });
});

it("pauses double from one try to the next, and a disk that failed is not asked again", () => {
  for (const [position, delay] of retryDelaysMillis.entries()) {
    if (position > 0) expect(delay).toBe(2 * (retryDelaysMillis[position - 1] ?? 0));
  }
  for (const code of ["EBUSY", "EAGAIN", "ETIMEDOUT", "ENETUNREACH", "EHOSTDOWN"]) {
    expect(isTransient(Object.assign(new Error(code), { code }))).toBe(true);
  }
  for (const code of ["EIO", "ENOENT", "EACCES"]) {
    expect(isTransient(Object.assign(new Error(code), { code }))).toBe(false);
  }
});
