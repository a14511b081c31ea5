import type { Job } from "../../src/contract/index.ts";
import type { Core } from "../../src/core/index.ts";
import type { Engine } from "../../src/core/ingest/engine.ts";
import { identify } from "../../src/core/ingest/identify.ts";
import { JobManager } from "../../src/core/ingest/job-manager.ts";

export interface OwnIndexing {
  job: Job;
  /** The paths of the files that were opened. */
  opened: string[];
}

/** Indexes a folder with everything real but the parts that are named, and notes which files are opened. */
export async function indexNoting(
  core: Core,
  folder: string,
  parts: Partial<Pick<Engine, "files" | "identify" | "retryDelaysMillis">> = {},
): Promise<OwnIndexing> {
  const opened: string[] = [];
  const read = parts.identify ?? identify;
  const engine: Engine = {
    ...core.context.services,
    retryDelaysMillis: [20, 40],
    ...parts,
    identify: (path) => {
      opened.push(path);
      return read(path);
    },
  };
  const { promise, resolve } = Promise.withResolvers<Job>();
  const jobs = new JobManager(engine, {
    photosChanged: () => {},
    problemsChanged: () => {},
    photosIndexed: () => {},
    jobChanged: (jobId) => {
      const job = jobs.get(jobId);
      if (job.endedAt !== null) resolve(job);
    },
  });
  await jobs.index([folder]);
  return { job: await promise, opened };
}
