import { basename, dirname } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { PendingFiles } from "../../../src/core/ingest/pending-files.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function openLibrary() {
  const catalog = openCatalog(await temporaryDirectory());
  onTestFinished(() => catalog.close());
  const rootId = catalog.roots.insert("/photos");
  const { jobId } = catalog.jobs.insert("index", ["/photos"]);
  return { catalog, rootId, jobId };
}

interface Found {
  rootId: number;
  jobId: number;
  folder: string;
  numbers: readonly number[];
}

/** What a scan does with files that it finds. */
function find(catalog: Catalog, { rootId, jobId, folder, numbers }: Found): void {
  const directoryId = catalog.directories.idOf(rootId, folder);
  for (const number of numbers) {
    const stamp = { sizeBytes: 1000, modifiedAt: 1, inode: number };
    catalog.files.queue({ ...stamp, directoryId, name: `${number}.jpg`, jobId });
  }
}

// A slow scan found what was preferred only when all before it had been handed out as one page: it came last.
it("what is preferred goes first from the moment that it is found, though others were waiting before", async () => {
  const { catalog, rootId, jobId } = await openLibrary();
  find(catalog, { rootId, jobId, folder: "first", numbers: [1, 2, 3, 4, 5, 6] });
  let isScanDone = false;
  const place = { rootId, subtree: "wanted" };
  const files = new PendingFiles({
    catalog,
    jobId,
    preferred: () => place,
    isScanDone: () => isScanDone,
    signal: new AbortController().signal,
  });
  const handedOut: string[] = [];
  for await (const { path } of files) {
    handedOut.push(`${basename(dirname(path))}/${basename(path)}`);
    if (handedOut.length === 2) find(catalog, { rootId, jobId, folder: "wanted", numbers: [7, 8] });
    if (handedOut.length === 5) find(catalog, { rootId, jobId, folder: "wanted", numbers: [9] });
    if (handedOut.length === 6) isScanDone = true;
    files.settled();
  }
  expect(handedOut).toEqual([
    ...["first/1.jpg", "first/2.jpg"],
    ...["wanted/7.jpg", "wanted/8.jpg"],
    "first/3.jpg",
    "wanted/9.jpg",
    ...["first/4.jpg", "first/5.jpg", "first/6.jpg"],
  ]);
});
