import type { Job } from "../../contract/jobs.ts";
import type { JobRow } from "../catalog/jobs.ts";
import { ShoeboxError } from "../errors.ts";
import { addRoots, checkDirectory, type ScanTarget } from "./add-roots.ts";
import { averagePerSecond, type Engine, IndexJob } from "./index-job.ts";

export interface JobEvents {
  photosChanged(): void;
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
    await this.#engine.places.refresh();
    const targets = addRoots(this.#engine.catalog, this.#engine.places, paths);
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
    const row = this.#engine.catalog.jobs.insert(kind, directories);
    const job = new IndexJob(row, this.#engine, {
      photos: () => this.#events.photosChanged(),
      job: () => this.#events.jobChanged(row.jobId),
    });
    this.#enqueue(job, prepare);
    this.#events.jobChanged(row.jobId);
    return job.describe();
  }

  /**
   * Looks at parts of the library in which something changed, once the jobs before it have ended. It is listed only
   * when it found anything.
   * @param settleMillis a file that was written to so lately may not be whole yet
   * @returns the directories with such files, to be looked at again
   */
  async follow(directories: string[], targets: ScanTarget[], settleMillis: number): Promise<string[]> {
    const { catalog } = this.#engine;
    const row = catalog.jobs.insert("watch", directories);
    const job: IndexJob = new IndexJob(row, this.#engine, {
      photos: () => this.#events.photosChanged(),
      job: () => {
        if (job.hasNews) this.#events.jobChanged(row.jobId);
      },
      settleMillis,
    });
    await this.#enqueue(job, async () => targets);
    if (!job.hasNews) {
      this.#jobs.delete(row.jobId);
      catalog.jobs.remove(row.jobId);
    }
    return job.unsettled;
  }

  #enqueue(job: IndexJob, prepare: Prepare): Promise<void> {
    this.#jobs.set(job.row.jobId, job);
    this.#running = this.#running.then(() =>
      job.row.endedAt === null ? job.run(() => prepare(job)) : undefined,
    );
    return this.#running;
  }

  /** Whether a job that a person asked for is under way in this folder. */
  isScanning(path: string): boolean {
    return [...this.#jobs.values()].some(
      ({ row }) => row.endedAt === null && row.kind !== "watch" && row.directories.includes(path),
    );
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
    const isQuiet = (jobId: number) => {
      const job = this.#jobs.get(jobId);
      return job?.row.kind === "watch" && !job.hasNews;
    };
    // One that follows changes may be under way, and not be worth a word.
    const rows = this.#engine.catalog.jobs.list(limit + 1).filter(({ jobId }) => !isQuiet(jobId));
    return rows.slice(0, limit).map((row) => this.get(row.jobId));
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
    moved: row.moved,
    reprocessed: row.reprocessed,
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
