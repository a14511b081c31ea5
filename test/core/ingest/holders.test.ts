import { statSync } from "node:fs";
import { link } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it, onTestFinished } from "vitest";
import { catalogFileName } from "../../../src/core/catalog/database.ts";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { isCopy } from "../../../src/core/ingest/holders.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

interface KnownFile {
  fileId: number;
  directoryId: number;
  assetId: number;
  jobId: number;
}

/**
 * One photo was indexed as `0.jpg`; then its file got a second name, and both are in the queue.
 * @returns of either name whether it is a copy, were it the first to be read
 */
async function queuedUnderTwoNames(bytesMoreThanKnown: number): Promise<{ first: boolean; second: boolean }> {
  const [libraryDirectory, folder] = [await temporaryDirectory(), await folderOf(1)];
  const core = await openCore({ libraryDirectory });
  await index(core, folder);
  await core.close();
  const known = knownFile(libraryDirectory);
  const paths = { first: join(folder, "0.jpg"), second: join(folder, "second.jpg") };
  await link(paths.first, paths.second);
  const { size, mtimeMs, ctimeMs, ino } = statSync(paths.second);
  const stamp = { sizeBytes: size, modifiedAt: mtimeMs, changedAt: ctimeMs, inode: ino };

  const catalog = openCatalog(libraryDirectory);
  onTestFinished(() => catalog.close());
  const { directoryId, jobId, assetId } = known;
  const { files } = catalog;
  const sizeBytes = size + bytesMoreThanKnown;
  files.queue({ directoryId, jobId, name: "0.jpg", ...stamp, sizeBytes });
  files.queue({ directoryId, jobId, name: "second.jpg", ...stamp });
  const secondId = files.idOf(directoryId, "second.jpg");
  const parts = { catalog, isRootOnline: () => true, isRootGone: () => false };
  return {
    first: isCopy(parts, assetId, { fileId: known.fileId, path: paths.first, stamp, assetId }),
    second: isCopy(parts, assetId, { fileId: secondId, path: paths.second, stamp, assetId: null }),
  };
}

function knownFile(libraryDirectory: string): KnownFile {
  const database = new Database(join(libraryDirectory, catalogFileName), { readonly: true });
  const columns = "file_id AS fileId, directory_id AS directoryId, asset_id AS assetId, job_id AS jobId";
  const known = database.prepare<[], KnownFile>(`SELECT ${columns} FROM files`).get();
  database.close();
  if (!known) throw new Error("Nothing was indexed.");
  return known;
}

// A hard link gives its file a new time of change, so both names are read, by whichever worker is quicker: where that
// was the new name's, it was taken for the photo itself, and "1 unchanged, 1 duplicate" became "2 unchanged".
describe("a second name of a file that is to be read again itself", () => {
  it("is the copy, whichever of the two is read first", async () => {
    expect(await queuedUnderTwoNames(0)).toEqual({ first: false, second: true });
  });

  it("is the photo, where the first one has another size by now", async () => {
    expect(await queuedUnderTwoNames(1)).toMatchObject({ second: false });
  });
});
