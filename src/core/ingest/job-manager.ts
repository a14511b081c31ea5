import type { Job } from "../../contract/jobs.ts";
import type { JobRow } from "../catalog/jobs.ts";
import { ShoeboxError } from "../errors.ts";
import { addRoots, checkDirectory, type ScanTarget } from "./add-roots.ts";
import { averagePerSecond, type Engine, IndexJob } from "./index-job.ts";

export interface JobEvents {
  photosChanged(): void;
  photosIndexed(): void;
  jobChanged(jobId: number): void;
}

type Prepare = (job: IndexJob) => Promise<ScanTarget[]>;

/** Runs jobs one after the other, and knows those of earlier runs. */
export class JobManager {
  readonly #engine: Engine;
  readonly #events: JobEvents;
  readonly #jobs = new Map<number, IndexJob>();
  #running: Promise<void> = Promise.resolve();

  constructor(engine: Engine, events: JobEvents) {
    this.#engine = engine;
    this.#events = events;
    engine.catalog.jobs.markInterrupted();
  }

  /**
   * Adds folders to the library and indexes what is new in them. Asked again while it waits or runs, the same job.
   * @throws DIR_NOT_FOUND, DIR_EMPTY, PERMISSION_DENIED
   */
  async index(directories: readonly string[]): Promise<Job> {
    const paths = [...new Set(await Promise.all(directories.map(checkDirectory)))];
    const underWay = this.#underWay("index", paths);
    if (underWay) return underWay.describe();
    const targets = addRoots(this.#engine.catalog, paths);
    return this.start("index", paths, async () => targets);
  }

  /** Looks again at every folder of the library. */
  async rescan(): Promise<Job> {
    const roots = this.#engine.catalog.roots.list();
    if (roots.length === 0) throw new ShoeboxError("DIR_NOT_FOUND", "The library has no folders yet.");
    const paths = roots.map((root) => root.path);
    const underWay = this.#underWay("index", paths);
    if (underWay) return underWay.describe();
    const targets = roots.map(({ rootId, path }) => ({ rootId, rootPath: path, subtree: "" }));
    return this.start("index", paths, async () => targets);
  }

  #underWay(kind: Job["kind"], paths: string[]): IndexJob | undefined {
    const wanted = JSON.stringify([...paths].sort());
    return [...this.#jobs.values()].find(
      ({ row }) =>
        row.endedAt === null && row.kind === kind && JSON.stringify([...row.directories].sort()) === wanted,
    );
  }

  /** Queues a job; `prepare` runs when its turn has come and says what to scan. */
  start(kind: Job["kind"], directories: string[], prepare: Prepare): Job {
    const { catalog } = this.#engine;
    const row = catalog.jobs.insert(kind, directories);
    const job = new IndexJob(row, this.#engine, {
      photos: () => this.#events.photosChanged(),
      indexed: () => this.#events.photosIndexed(),
      job: () => this.#events.jobChanged(row.jobId),
    });
    this.#jobs.set(row.jobId, job);
    this.#running = this.#running.then(() =>
      job.row.endedAt === null ? job.run(() => prepare(job)) : undefined,
    );
    this.#events.jobChanged(row.jobId);
    return job.describe();
  }

  /** @throws JOB_NOT_FOUND */
  get(jobId: number): Job {
    const job = this.#jobs.get(jobId);
    if (job) return job.describe();
    const row = this.#engine.catalog.jobs.get(jobId);
    if (!row) throw new ShoeboxError("JOB_NOT_FOUND", `There is no job ${jobId}.`);
    return describeEnded(row);
  }

  /** The latest first. */
  list(limit: number): Job[] {
    return this.#engine.catalog.jobs.list(limit).map((row) => this.get(row.jobId));
  }

  /** @throws JOB_NOT_FOUND */
  control(jobId: number, action: "pause" | "resume" | "cancel"): Job {
    this.#jobs.get(jobId)?.[action]();
    return this.get(jobId);
  }

  /** Goes on with what was under way when the last process ended. */
  async resumeInterrupted(): Promise<Job | undefined> {
    const last = this.#engine.catalog.jobs.list(1)[0];
    if (last?.state !== "interrupted") return undefined;
    return this.index(last.directories).catch(() => undefined);
  }

  /** Stops everything after the batch in hand. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) {
      if (job.row.endedAt === null) job.interrupt();
    }
    await this.#running;
  }
}

/** A job of an earlier run, from what was written down. */
function describeEnded(row: JobRow): Job {
  const seconds = row.workingMillis / 1000;
  return {
    jobId: row.jobId,
    kind: row.kind,
    state: row.state,
    phase: "ended",
    directories: row.directories,
    ledger: row.ledger,
    isFoundFinal: true,
    awaitingEmbedding: 0,
    seconds,
    photosPerSecond: averagePerSecond(row.ledger.indexed, seconds),
    secondsLeft: null,
    startedAt: new Date(row.startedAt).toISOString(),
    endedAt: row.endedAt === null ? null : new Date(row.endedAt).toISOString(),
    error: row.error,
  };
}
