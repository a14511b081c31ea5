import { useSyncExternalStore } from "react";
import type { Job } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { onLibraryEvent } from "../api/library-events.ts";

const activeStates: ReadonlySet<Job["state"]> = new Set(["queued", "running", "paused"]);

export function isActive(job: Job): boolean {
  return activeStates.has(job.state);
}

type EndListener = (job: Job) => void;

/** The latest jobs, each as it is now: listed after every reconnection, then followed while they run. */
class JobStore {
  jobs: readonly Job[] = [];
  readonly #followed = new Set<number>();
  readonly #listeners = new Set<() => void>();
  readonly #endListeners = new Set<EndListener>();
  #isListing = false;

  constructor() {
    onLibraryEvent((type) => {
      if (type === "jobs") void this.#list();
    });
  }

  /** Jobs that started elsewhere (another window, the command line's server) come in here. */
  async #list(): Promise<void> {
    const isAnyUnfollowed = this.jobs.every((job) => !isActive(job) || !this.#followed.has(job.jobId));
    if (this.#isListing || !isAnyUnfollowed) return;
    this.#isListing = true;
    try {
      for (const job of (await client.jobs.list({ limit: 8 })).toReversed()) this.put(job);
    } catch {
      // The connection was lost; coming back the jobs are listed again.
    } finally {
      this.#isListing = false;
    }
  }

  /** A job that an action just gave. */
  put(job: Job): void {
    const others = this.jobs.filter(({ jobId }) => jobId !== job.jobId);
    this.jobs = [...others, job].sort((left, right) => right.jobId - left.jobId);
    for (const listener of this.#listeners) listener();
    if (isActive(job)) void this.#follow(job.jobId);
  }

  async #follow(jobId: number): Promise<void> {
    if (this.#followed.has(jobId)) return;
    this.#followed.add(jobId);
    try {
      for await (const job of await client.jobs.progress({ jobId })) {
        this.put(job);
        if (!isActive(job)) for (const listener of this.#endListeners) listener(job);
      }
    } catch {
      // The connection was lost, or the core with its job: listed again when it is back.
    } finally {
      this.#followed.delete(jobId);
    }
  }

  onEnd(listener: EndListener): () => void {
    this.#endListeners.add(listener);
    return () => this.#endListeners.delete(listener);
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

export const jobStore = new JobStore();

export function useJobs(): readonly Job[] {
  return useSyncExternalStore(jobStore.subscribe, () => jobStore.jobs);
}
