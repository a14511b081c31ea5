import { setTimeout } from "node:timers/promises";
import type { PendingFile } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";
import type { Place } from "../catalog/places.ts";

const pageSize = 256;
const pollMillis = 20;
const longestWaitMillis = 500;

export interface PendingFilesOptions {
  catalog: Catalog;
  jobId: number;
  /** What lies there now goes before all that was not yet handed out. */
  preferred: () => Place | undefined;
  isScanDone: () => boolean;
  signal: AbortSignal;
}

/**
 * The files a job still has to do, out of the catalog, which is the queue: however many a scan finds, a page of them is
 * in memory. Ends when the scan has, all were handed out, and none that was handed out can come back.
 */
export class PendingFiles implements AsyncIterable<PendingFile> {
  readonly #options: PendingFilesOptions;
  /** With how many retries each was handed out: a file that was put off is handed out again. */
  readonly #handedOut = new Map<number, number>();
  #inReading = 0;
  #waitingUntil: number | undefined;

  constructor(options: PendingFilesOptions) {
    this.#options = options;
  }

  /** When files that were put off are tried again, if all there is to do is to wait for that. */
  get waitingUntil(): number | undefined {
    return this.#waitingUntil;
  }

  /** To be told of each file once it was read, left out or put off. */
  settled(): void {
    this.#inReading--;
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<PendingFile> {
    const { catalog, jobId, isScanDone, signal } = this.#options;
    // A changed file keeps its old, lower id, so passes start from 0 until one finds nothing new.
    while (!signal.aborted) {
      const wasScanDone = isScanDone();
      const wasReading = this.#inReading > 0;
      let found = 0;
      for (const file of this.#pass()) {
        this.#handedOut.set(file.fileId, file.retries);
        this.#inReading++;
        found++;
        yield file;
      }
      if (found > 0) continue;
      const retryAt = catalog.files.nextRetryAt(jobId);
      if (wasScanDone && !wasReading && retryAt === undefined) return;
      await this.#wait(wasScanDone && !wasReading ? retryAt : undefined, signal);
    }
  }

  /** Everything that is to be done now, once: what lies in the place that is preferred before each page of the rest. */
  *#pass(): Generator<PendingFile> {
    const { catalog, jobId, isScanDone, preferred: wanted } = this.#options;
    let preferred = wanted();
    let [preferredCursor, cursor] = [0, 0];
    let isExhausted = false;
    for (;;) {
      const wasScanDone = isScanDone();
      const first: PendingFile[] =
        preferred && !isExhausted ? catalog.files.pendingIn(jobId, preferred, preferredCursor, pageSize) : [];
      // To look in vain reads all that waits.
      isExhausted = wasScanDone && first.length === 0;
      const page = first.length > 0 ? first : catalog.files.pending(jobId, cursor, pageSize);
      if (page.length === 0) return;
      for (const file of page) {
        if (first.length > 0) preferredCursor = file.fileId;
        else cursor = file.fileId;
        if (this.#handedOut.get(file.fileId) === file.retries) continue;
        yield file;
        if (wanted() !== preferred) {
          [preferred, preferredCursor, isExhausted] = [wanted(), 0, false];
          break;
        }
        if (preferred && first.length === 0 && !wasScanDone && this.#hasComeBehind(page, preferred)) break;
      }
    }
  }

  /**
   * A scan that is slow finds what is preferred when a page of the rest is out. What it found since stands behind that
   * page, unless the page is full: then there is no end of it to stand behind, and the next page is not far.
   */
  #hasComeBehind(page: readonly PendingFile[], preferred: Place): boolean {
    const last = page.at(-1);
    if (!last || page.length === pageSize) return false;
    const { catalog, jobId } = this.#options;
    return catalog.files.pendingIn(jobId, preferred, last.fileId, 1).length > 0;
  }

  async #wait(until: number | undefined, signal: AbortSignal): Promise<void> {
    this.#waitingUntil = until;
    const millis = Math.min(longestWaitMillis, Math.max(pollMillis, (until ?? 0) - Date.now()));
    await setTimeout(millis, undefined, { signal }).catch(() => undefined);
    this.#waitingUntil = undefined;
  }
}
