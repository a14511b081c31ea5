import { execFile } from "node:child_process";
import { chmod, link, open, readdir, rename, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { TestMounts } from "../../helpers/mounts.ts";
import { indexNoting } from "../../helpers/own-jobs.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const run = promisify(execFile);

/** A folder with an album of photos that are all of one size in bytes. */
async function withAlbum(count: number): Promise<string> {
  const folder = await temporaryDirectory();
  for (let number = 0; number < count; number++) {
    await put(join(folder, "album", `${number}.jpg`), await ofOneSize(number));
  }
  return folder;
}

async function ofOneSize(look: number): Promise<Buffer> {
  const bytes = await jpeg(look);
  return Buffer.concat([bytes, Buffer.alloc(8000 - bytes.length)]);
}

/** Writes into the file as it lies, and sets its date back. */
async function overwriteKeepingDate(path: string, bytes: Buffer): Promise<void> {
  const before = await stat(path);
  const file = await open(path, "r+");
  await file.write(bytes, 0, bytes.length, 0);
  await file.close();
  await utimes(path, before.atime, before.mtime);
}

/** Dates as a tool can set them: without the fraction that only the system writes. */
async function roundDates(folder: string): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true })) {
    await utimes(join(folder, entry), new Date(1.6e12), new Date(1.6e12));
  }
}

/** Every file is another one of the same name, content and date, as on a disk that is mounted anew or was put back. */
async function putBack(folder: string, ...args: string[]): Promise<void> {
  const backup = `${await temporaryDirectory()}/backup`;
  await run("cp", ["-a", folder, backup]);
  await rm(join(folder, "album"), { recursive: true });
  await run("cp", [...args, "-a", `${backup}/album`, folder]);
}

describe("what changed is noticed", () => {
  it("when a tool edits a file in place and keeps its date and size", async () => {
    const [core, folder] = [await openCore(), await withAlbum(3)];
    await roundDates(folder);
    await index(core, folder);
    const before = await photoIds(core);
    await overwriteKeepingDate(join(folder, "album", "1.jpg"), await ofOneSize(60));
    const { job, opened } = await indexNoting(core, folder);
    expect(opened).toEqual([join(folder, "album", "1.jpg")]);
    expect(job.ledger).toMatchObject({ found: 3, indexed: 1, unchanged: 2 });
    expect(await photoIds(core)).not.toEqual(before);
    expect((await indexNoting(core, folder)).opened).toEqual([]);
  });

  it("when a tool renames another file of the same size and date to its place", async () => {
    const [core, folder] = [await openCore(), await withAlbum(3)];
    await roundDates(folder);
    await index(core, folder);
    for (let number = 0; number < 3; number++) {
      const path = join(folder, "album", `${number}.jpg`);
      await put(`${path}.new`, await ofOneSize(60 + number));
      await utimes(`${path}.new`, new Date(1.6e12), new Date(1.6e12));
      await rename(`${path}.new`, path);
    }
    expect((await index(core, folder)).ledger).toMatchObject({ found: 3, indexed: 3 });
  });

  it("when its new date lies before the old one, because a clock went backwards", async () => {
    const [core, folder] = [await openCore(), await withAlbum(2)];
    await index(core, folder);
    const path = join(folder, "album", "0.jpg");
    await put(path, await ofOneSize(61));
    await utimes(path, new Date(1e12), new Date(1e12));
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, indexed: 1, unchanged: 1 });
  });

  it("and costs no more than reading when only a right or a name more has changed", async () => {
    const [core, folder] = [await openCore(), await withAlbum(3)];
    await index(core, folder);
    const before = await photoIds(core);
    await chmod(join(folder, "album", "0.jpg"), 0o600);
    await link(join(folder, "album", "1.jpg"), join(await temporaryDirectory(), "linked.jpg"));
    const { job, opened } = await indexNoting(core, folder);
    expect(opened).toHaveLength(2);
    expect(job).toMatchObject({ ledger: { found: 3, unchanged: 3 }, moved: 0, reprocessed: 0 });
    expect(await photoIds(core)).toEqual(before);
    expect((await indexNoting(core, folder)).opened).toEqual([]);
  });

  it("and a copy of which only a right changed is still the same, though the other copy went", async () => {
    const [core, folder] = [await openCore(), await withAlbum(1)];
    await put(join(folder, "copy.jpg"), await ofOneSize(0));
    await index(core, folder);
    await rm(join(folder, "copy.jpg"));
    await chmod(join(folder, "album", "0.jpg"), 0o600);
    expect(await index(core, folder)).toMatchObject({ ledger: { found: 1, unchanged: 1 }, moved: 0 });
  });
});

describe("what did not change is not read again", () => {
  it("when a backup puts a folder back with its dates", async () => {
    const [core, folder] = [await openCore(), await withAlbum(5)];
    await index(core, folder);
    await putBack(folder);
    const { job, opened } = await indexNoting(core, folder);
    expect(opened).toEqual([]);
    expect(job.ledger).toMatchObject({ found: 5, unchanged: 5 });
    // From then on it is known as it is.
    await overwriteKeepingDate(join(folder, "album", "1.jpg"), await ofOneSize(60));
    expect((await indexNoting(core, folder)).opened).toHaveLength(1);
  });

  it("when a backup puts the files back into the folder that is there", async () => {
    const [core, folder] = [await openCore(), await withAlbum(5)];
    await index(core, folder);
    const album = join(folder, "album");
    const backup = `${await temporaryDirectory()}/backup`;
    await run("cp", ["-a", album, backup]);
    for (const name of await readdir(album)) await rm(join(album, name));
    await run("cp", ["-a", `${backup}/.`, album]);
    expect((await indexNoting(core, folder)).opened).toEqual([]);
  });

  it("when its disk gives new inode numbers and times of change at each mount", async () => {
    const mounts = new TestMounts();
    const folder = await withAlbum(30);
    mounts.connect("/", "uuid:system", { fileSystem: "ext4" });
    mounts.connect(folder, "uuid:stick", { fileSystem: "exfat" });
    const core = await openCore({ host: { mounts } });
    await roundDates(folder);
    await index(core, folder);
    // Summer time came, and a date that is kept in steps of two seconds was written finer.
    await putBack(folder);
    for (const entry of await readdir(join(folder, "album"))) {
      const date = new Date(1.6e12 + 3_600_000 - (Number.parseInt(entry, 10) % 2) * 1500);
      await utimes(join(folder, "album", entry), date, date);
    }
    const { job, opened } = await indexNoting(core, folder);
    expect(opened).toEqual([]);
    expect(job.ledger).toMatchObject({ found: 30, unchanged: 30 });
    // What did change is told by its date or size all the same.
    await put(join(folder, "album", "3.jpg"), await ofOneSize(70));
    expect((await indexNoting(core, folder)).opened).toEqual([join(folder, "album", "3.jpg")]);
  });

  it("when a library of an earlier version is opened, which noted no times of change", async () => {
    const [core, folder] = [await openCore(), await withAlbum(4)];
    await index(core, folder);
    forgetTimesOfChange(core);
    expect((await indexNoting(core, folder)).opened).toEqual([]);
    await overwriteKeepingDate(join(folder, "album", "1.jpg"), await ofOneSize(60));
    expect((await indexNoting(core, folder)).opened).toHaveLength(1);
  });
});

/** As the migration leaves a library. */
function forgetTimesOfChange(core: Core): void {
  const { catalog } = core.context.services;
  const [root] = catalog.roots.list();
  for (const directoryId of catalog.directories.under(root?.rootId ?? 0, "").values()) {
    for (const page of catalog.directories.filesOf(directoryId)) {
      for (const known of page.values()) catalog.files.restamp(known.fileId, { ...known, changedAt: null });
    }
  }
}
