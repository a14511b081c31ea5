import type { Job, Preferred } from "../../contract/jobs.ts";
import type { ProblemSelection } from "../../contract/problems.ts";
import type { JobRow } from "../catalog/jobs.ts";
import type { Place } from "../catalog/places.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside, relativeTo } from "../files/path-inside.ts";
import { addRoots, checkDirectory, type ScanTarget } from "./add-roots.ts";
import { describeEnded } from "./describe-job.ts";
import type { Engine } from "./engine.ts";
import { IndexJob } from "./index-job.ts";
import { jobsToResume } from "./jobs-to-resume.ts";
import { chooseForRetry } from "./retry-problems.ts";

export interface JobEvents {
  photosChanged(): void;
  problemsChanged(): void;
  photosIndexed(): void;
  jobChanged(jobId: number): void;
}

type Prepare = (job: IndexJob) => Promise<ScanTarget[]>;

interface StartOptions {
  /** Gives the new job files to do; in the transaction that writes the job down. */
  claim?: ((jobId: number) => void) | undefined;
  isPaused?: boolean;
}

/** Runs jobs one after the other, and knows those of earlier runs. */
export class JobManager {
  readonly #engine: Engine;
  readonly #events: JobEvents;
  readonly #jobs = new Map<number, IndexJob>();
  #running: Promise<void> = Promise.resolve();

  constructor(engine: Engine, events: JobEvents) {
    this.#engine = engine;
    this.#events = events;
    try {
      engine.catalog.jobs.markInterrupted();
    } catch {
      // On a full disk the library can still be looked at: those jobs are shown as interrupted all the same.
    }
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
    this.#engine.places.follow(paths);
    const targets = addRoots(this.#engine.catalog, this.#engine.places, paths);
    return this.start("index", paths, async () => targets);
  }

  /** Looks again at every folder of the library. */
  async rescan(): Promise<Job> {
    await this.#engine.places.refresh();
    this.#engine.places.followBeside();
    const roots = this.#engine.catalog.roots.list();
    if (roots.length === 0) throw new ShoeboxError("DIR_NOT_FOUND", "The library has no folders yet.");
    const paths = roots.map((root) => root.path);
    const underWay = this.#underWay("index", paths);
    if (underWay) return underWay.describe();
    const targets = roots.map(({ rootId, path }) => ({ rootId, rootPath: path, subtree: "" }));
    return this.start("index", paths, async () => targets);
  }

  /** Tries files with problems again, in a job of their own; folders that could not be listed are looked at in another. */
  retry(selection: ProblemSelection): { count: number; job: Job | null } {
    const { catalog } = this.#engine;
    const { files, folders, rootPaths, targets } = chooseForRetry(catalog, selection);
    const jobs: Job[] = [];
    if (files.length > 0) {
      const claim = (jobId: number) => {
        for (const { fileId } of files) catalog.files.claim(fileId, jobId);
      };
      jobs.push(this.start("retry", rootPaths, async () => [], { claim }));
    }
    if (folders.length > 0) {
      const paths = folders.map(({ path }) => path);
      jobs.push(this.start("index", paths, async () => targets));
    }
    this.#events.problemsChanged();
    return { count: files.length + folders.length, job: jobs[0] ?? null };
  }

  #underWay(kind: Job["kind"], paths: string[]): IndexJob | undefined {
    const wanted = JSON.stringify([...paths].sort());
    return [...this.#jobs.values()].find(
      ({ row }) =>
        row.endedAt === null && row.kind === kind && JSON.stringify([...row.directories].sort()) === wanted,
    );
  }

  /** Queues a job; `prepare` runs when its turn has come and says what to scan. */
  start(
    kind: Job["kind"],
    directories: string[],
    prepare: Prepare,
    { claim, isPaused = false }: StartOptions = {},
  ): Job {
    const { catalog } = this.#engine;
    const row = catalog.transaction(() => {
      const inserted = catalog.jobs.insert(kind, directories);
      claim?.(inserted.jobId);
      return inserted;
    });
    const job = new IndexJob(row, this.#engine, {
      photos: () => this.#events.photosChanged(),
      indexed: () => this.#events.photosIndexed(),
      job: () => this.#events.jobChanged(row.jobId),
      problems: () => this.#events.problemsChanged(),
    });
    if (isPaused) job.pause();
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
      problems: () => this.#events.problemsChanged(),
      indexed: () => this.#events.photosIndexed(),
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

  /** Whether a job works now: what is paused leaves the machine to others. */
  get isBusy(): boolean {
    return [...this.#jobs.values()].some(({ row }) => row.endedAt === null && row.state === "running");
  }

  /** Something beside the jobs changed how they are doing. */
  changed(): void {
    for (const { row } of this.#jobs.values()) if (row.endedAt === null) this.#events.jobChanged(row.jobId);
  }

  /**
   * What waits in a folder goes first, or in the one around the photos that a person looks at.
   * @returns how many files that is, and whether more of them may be found
   */
  prioritise(wanted: { directory: string } | { assetIds: readonly number[] }): Preferred {
    const underWay = [...this.#jobs.values()].filter(({ row }) => row.endedAt === null);
    const { places } = this.#engine.catalog;
    const place =
      "directory" in wanted ? this.#placeOf(wanted.directory) : places.waitingAround(wanted.assetIds);
    if (!place) return { files: 0, isLooking: false };
    const files = underWay.reduce((sum, job) => sum + job.prefer(place), 0);
    return { files, isLooking: underWay.some(({ isLooking }) => isLooking) };
  }

  /** @param directory as the page knows it */
  #placeOf(directory: string): Place | undefined {
    const roots = this.#engine.catalog.roots.list();
    const root = roots.find(({ path }) => isInside(directory, pathForDisplay(path)));
    return root && { rootId: root.rootId, subtree: relativeTo(pathForDisplay(root.path), directory) };
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

  /** The library's disk is not full any more: what paused for that goes on. */
  async roomAgain(): Promise<void> {
    for (const job of this.#jobs.values()) {
      const { endedAt, state, error } = job.row;
      if (endedAt === null && state === "paused" && error?.code === "DISK_FULL") job.resume();
    }
  }

  /** Goes on with all that was under way when the last process ended; what was paused then comes back paused. */
  async resumeInterrupted(): Promise<void> {
    for (const row of jobsToResume(this.#engine.catalog)) {
      // A folder that is not there now is looked at when a person asks for it.
      await this.#resume(row).catch(() => undefined);
    }
  }

  async #resume({ jobId, kind, directories, isPaused }: JobRow): Promise<void> {
    const { catalog } = this.#engine;
    if (kind === "retry") {
      const claim = (newJobId: number) => catalog.files.takeOver(jobId, newJobId);
      this.start(kind, directories, async () => [], { claim, isPaused });
      return;
    }
    const paths = await Promise.all(directories.map(checkDirectory));
    await this.#engine.places.refresh();
    const targets = addRoots(catalog, this.#engine.places, paths);
    this.start("index", paths, async () => targets, { isPaused });
  }

  /** Stops everything after the batch in hand. */
  async close(): Promise<void> {
    for (const job of this.#jobs.values()) {
      if (job.row.endedAt === null) job.interrupt();
    }
    await this.#running;
  }
}
