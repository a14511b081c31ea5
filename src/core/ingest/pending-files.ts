import { setTimeout } from "node:timers/promises";
import type { PendingFile } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";

const pageSize = 256;
const pollMillis = 20;

/**
 * The files a job still has to do, out of the catalog, which is the queue: however many a scan finds, a page of them is
 * in memory. Ends when the scan has and all were handed out.
 */
export async function* pendingFiles(
  catalog: Catalog,
  jobId: number,
  isScanDone: () => boolean,
): AsyncGenerator<PendingFile> {
  // A changed file keeps its old, lower id, so passes start from 0 until one finds nothing new.
  const handedOut = new Set<number>();
  for (;;) {
    const wasScanDone = isScanDone();
    let found = 0;
    for (let cursor = 0, page = catalog.files.pending(jobId, 0, pageSize); page.length > 0; ) {
      for (const file of page) {
        cursor = file.fileId;
        if (handedOut.has(file.fileId)) continue;
        handedOut.add(file.fileId);
        found++;
        yield file;
      }
      page = catalog.files.pending(jobId, cursor, pageSize);
    }
    if (found > 0) continue;
    if (wasScanDone) return;
    await setTimeout(pollMillis);
  }
}
