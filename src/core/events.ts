import { EventPublisher } from "@orpc/server";
import type { Job } from "../contract/jobs.ts";
import type { LibraryEvent } from "../contract/library.ts";

/** At most so often is a watcher told of a change: ten times a second. */
const quietMillis = 100;

/** Work in the background is nothing to watch closely, and its numbers cost a little in a large library. */
const stagesQuietMillis = 500;

const ended: ReadonlySet<Job["state"]> = new Set(["done", "cancelled", "interrupted", "failed"]);

interface Topics {
  library: LibraryEvent;
  job: number;
}

/** Tells pages what changed. Watchers that are slow get the latest, never a backlog. */
export class CoreEvents {
  readonly #publisher = new EventPublisher<Topics>({ maxBufferedEvents: 16 });
  readonly #readJob: (jobId: number) => Job;
  readonly #waiting = new Map<string, NodeJS.Timeout>();

  readonly #onPhotos: () => void;

  /**
   * @param readJob the job as it is now; throws JOB_NOT_FOUND
   * @param onPhotos called with each change of photos, at once
   */
  constructor(readJob: (jobId: number) => Job, onPhotos: () => void = () => {}) {
    this.#readJob = readJob;
    this.#onPhotos = onPhotos;
  }

  photosChanged(): void {
    this.#onPhotos();
    this.#soon("photos", () => this.#publisher.publish("library", { type: "photos" }));
  }

  duplicatesChanged(): void {
    this.#soon("duplicates", () => this.#publisher.publish("library", { type: "duplicates" }));
  }

  rootsChanged(): void {
    this.#soon("roots", () => this.#publisher.publish("library", { type: "roots" }));
  }

  problemsChanged(): void {
    this.#soon("problems", () => this.#publisher.publish("library", { type: "problems" }));
  }

  /** Whether anything can be kept. */
  libraryChanged(): void {
    this.#soon("library", () => this.#publisher.publish("library", { type: "library" }));
  }

  settingsChanged(): void {
    this.#soon("settings", () => this.#publisher.publish("library", { type: "settings" }));
  }

  /** Work in the background went on. */
  stagesChanged(): void {
    const publish = () => this.#publisher.publish("library", { type: "stages" });
    this.#soon("stages", publish, stagesQuietMillis);
  }

  modelsChanged(): void {
    this.#soon("models", () => this.#publisher.publish("library", { type: "models" }));
  }

  /** What writes captions, or of which photos. */
  captionsChanged(): void {
    this.#soon("captions", () => this.#publisher.publish("library", { type: "captions" }));
  }

  /** Another vector store is in use or wanted, or the server went or came back. */
  vectorsChanged(): void {
    this.#soon("vectors", () => this.#publisher.publish("library", { type: "vectors" }));
  }

  collectionsChanged(): void {
    this.#soon("collections", () => this.#publisher.publish("library", { type: "collections" }));
  }

  /** The list of saved searches, or what one of them counts. */
  searchesChanged(): void {
    this.#soon("searches", () => this.#publisher.publish("library", { type: "searches" }));
  }

  jobChanged(jobId: number): void {
    this.#soon(`job ${jobId}`, () => {
      this.#publisher.publish("job", jobId);
      this.#publisher.publish("library", { type: "jobs" });
    });
  }

  /** Gathers what happens within a while into one event. */
  #soon(key: string, publish: () => void, withinMillis = quietMillis): void {
    if (this.#waiting.has(key)) return;
    const timer = setTimeout(() => {
      this.#waiting.delete(key);
      publish();
    }, withinMillis);
    this.#waiting.set(key, timer);
  }

  async *watchLibrary(signal: AbortSignal | undefined): AsyncGenerator<LibraryEvent> {
    yield* this.#publisher.subscribe("library", { signal });
  }

  /** The job now, then after each change, the last time when it has ended. */
  async *watchJob(jobId: number, signal: AbortSignal | undefined): AsyncGenerator<Job> {
    const changes = this.#publisher.subscribe("job", { signal });
    let job = this.#readJob(jobId);
    yield job;
    if (ended.has(job.state)) return;
    for await (const changedId of changes) {
      if (changedId !== jobId) continue;
      job = this.#readJob(jobId);
      yield job;
      if (ended.has(job.state)) return;
    }
  }

  close(): void {
    for (const timer of this.#waiting.values()) clearTimeout(timer);
  }
}
