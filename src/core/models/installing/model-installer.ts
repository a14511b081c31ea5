import type { ModelDownload, ModelTrouble } from "../../../contract/models.ts";
import { fromSystemError, isShoeboxError, ShoeboxError } from "../../errors.ts";
import type { ModelEntry } from "../manifest/schema.ts";
import { endpointOf } from "./download/addresses.ts";
import { downloadModel } from "./download/download-model.ts";
import { openHttpAgents } from "./download/http-agents.ts";
import { defaultPatience, type Patience } from "./download/patience.ts";
import { ProgressMeter } from "./download/progress-meter.ts";
import type { InstalledModels } from "./installed-models.ts";

/** So often, at most, a page is told that bytes came. */
const tellMillis = 200;

export interface ModelInstallerOptions {
  installed: InstalledModels;
  /** The mirror of the settings, asked at the start of each download; empty for none. */
  mirror: () => string;
  /** Something about a model's download changed: it began, came further, ended. */
  onChange: (id: string) => void;
  /** For HF_ENDPOINT and the proxies; the process's own when left out. */
  environment?: NodeJS.ProcessEnv;
  patience?: Partial<Patience>;
  /** Of one model, at once. */
  filesAtOnce?: number;
}

interface Running {
  cancelling: AbortController;
  meter: ProgressMeter;
  ended: Promise<void>;
}

/** Downloads models in the background, each at most once at a time. */
export class ModelInstaller {
  readonly #options: ModelInstallerOptions;
  readonly #running = new Map<string, Running>();
  readonly #troubles = new Map<string, ModelTrouble>();

  constructor(options: ModelInstallerOptions) {
    this.#options = options;
  }

  /**
   * Starts a download, or leaves the one that is under way alone. How it goes is told by `progress` and `trouble`.
   * @throws MODEL_MISSING for a model that is not among the published ones
   */
  install(id: string): void {
    const before = this.#running.get(id);
    if (before && !before.cancelling.signal.aborted) return;
    const entry = this.#options.installed.published(id);
    if (!entry) throw new ShoeboxError("MODEL_MISSING", `There is no published model ${id}.`);
    this.#troubles.delete(id);
    const cancelling = new AbortController();
    const meter = new ProgressMeter();
    const ended = this.#run(entry, { meter, signal: cancelling.signal, after: before?.ended });
    this.#running.set(id, { cancelling, meter, ended });
    this.#options.onChange(id);
  }

  /** Ends a download; what has come is kept for the next time. Comes back when nothing is written any more. */
  async cancel(id: string): Promise<void> {
    const running = this.#running.get(id);
    running?.cancelling.abort();
    await running?.ended;
  }

  /**
   * Deletes a model's files, and what has come of it so far.
   * @throws QUERY_INVALID for one that ships; LIBRARY_DISK_ERROR, PERMISSION_DENIED
   */
  async remove(id: string): Promise<void> {
    await this.cancel(id);
    await this.#options.installed.remove(id);
    this.#troubles.delete(id);
    this.#options.onChange(id);
  }

  /** null where none is under way. */
  progress(id: string): ModelDownload | null {
    return this.#running.get(id)?.meter.read() ?? null;
  }

  /** Why the last download did not come to its end; null where it did, or was cancelled. */
  trouble(id: string): ModelTrouble | null {
    return this.#troubles.get(id) ?? null;
  }

  /** Until the download that is under way has ended, however it did. */
  async settled(id: string): Promise<void> {
    await this.#running.get(id)?.ended;
  }

  /** Ends all downloads. */
  async close(): Promise<void> {
    await Promise.all([...this.#running.keys()].map((id) => this.cancel(id)));
  }

  /** @param after the download of it that was cancelled a moment ago and is not yet at its end */
  async #run(
    entry: ModelEntry,
    { meter, signal, after }: { meter: ProgressMeter; signal: AbortSignal; after: Promise<void> | undefined },
  ): Promise<void> {
    // Also where there is none: it is noted that this one runs before it can end.
    await after;
    try {
      signal.throwIfAborted();
      await this.#download(entry, meter, signal);
    } catch (error) {
      if (!signal.aborted) this.#troubles.set(entry.id, this.#troubleOf(error, entry));
    } finally {
      if (this.#running.get(entry.id)?.meter === meter) this.#running.delete(entry.id);
      this.#options.onChange(entry.id);
    }
  }

  async #download(entry: ModelEntry, meter: ProgressMeter, signal: AbortSignal): Promise<void> {
    const { installed, mirror, environment, patience, filesAtOnce = 3 } = this.#options;
    const agents = openHttpAgents(environment);
    let toldAt = Number.NEGATIVE_INFINITY;
    try {
      await downloadModel(entry, {
        folders: installed.folders,
        endpoint: endpointOf(mirror(), environment),
        agents,
        patience: { ...defaultPatience, ...patience },
        filesAtOnce,
        signal,
        onProgress: (bytesDone, bytesTotal, bytesReceived) => {
          meter.update(bytesDone, bytesTotal, bytesReceived);
          const now = performance.now();
          if (now - toldAt < tellMillis) return;
          toldAt = now;
          this.#options.onChange(entry.id);
        },
      });
    } finally {
      agents.close();
    }
  }

  #troubleOf(error: unknown, { id }: ModelEntry): ModelTrouble {
    const path = this.#options.installed.folders.incoming(id);
    const known = isShoeboxError(error) ? error : fromSystemError(error, path, "INTERNAL_ERROR");
    return { code: known.code, message: known.message };
  }
}
