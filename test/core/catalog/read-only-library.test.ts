import { fork } from "node:child_process";
import { once } from "node:events";
import { chmod, copyFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { initialMigration } from "../../../src/core/catalog/migrations/0001-initial.ts";
import { createCore } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { systemDisk, TestMounts } from "../../helpers/mounts.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { readOnly, writable } from "../../helpers/read-only-library.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A closed library with three photos. */
async function closedLibrary(): Promise<{ libraryDirectory: string; folder: string }> {
  const [libraryDirectory, folder] = [await temporaryDirectory(), await folderOf(3)];
  const core = await openCore({ libraryDirectory });
  await index(core, folder);
  await core.compareAll();
  await core.close();
  return { libraryDirectory, folder };
}

const refused = expect.objectContaining({ code: "LIBRARY_READ_ONLY" });

describe("a library that can only be read", () => {
  it("opens for looking and searching, says so, and nothing is written beside it", async () => {
    const { libraryDirectory } = await closedLibrary();
    const before = await readdir(libraryDirectory);
    if (!(await readOnly(libraryDirectory))) return;
    const core = await openCore({ libraryDirectory });
    expect(core.hindrance()).toMatchObject({ code: "LIBRARY_READ_ONLY" });
    const stats = await core.client.library.stats();
    expect(stats).toMatchObject({ photos: 3, vectors: 3, hindrance: { code: "LIBRARY_READ_ONLY" } });
    expect(stats.hindrance?.message).toContain("looking and searching work");
    const ids = await photoIds(core);
    expect(ids).toHaveLength(3);
    const assetId = ids[0] as number;
    expect((await core.client.search.text({ query: "anything" })).results).toHaveLength(3);
    expect((await core.client.search.similar({ assetId })).results).toHaveLength(2);
    expect((await core.client.photos.details({ assetId })).isSearchable).toBe(true);
    expect(await core.media("thumbnail", assetId)).toBeDefined();
    expect(await core.media("preview", assetId)).toBeDefined();
    await core.client.duplicates.list({});
    await core.client.problems.list({});
    await core.client.jobs.list({});
    await core.client.models.list();
    await core.close();
    expect(await readdir(libraryDirectory)).toEqual(before);
  });

  it("refuses all that would write, each with that code, and works at nothing in the background", async () => {
    const { libraryDirectory, folder } = await closedLibrary();
    if (!(await readOnly(libraryDirectory))) return;
    const core = await openCore({ libraryDirectory });
    await core.resumeInterrupted();
    await core.startWatching();
    await Promise.all([core.compareAll(), core.embedAll(), core.switched()]);
    const { client } = core;
    expect(await client.jobs.stages()).toEqual([]);
    const { rootId } = (await client.library.stats()).roots[0] as { rootId: number };
    const { models } = await client.models.list();
    const id = models[0]?.id as string;
    const settings = await client.duplicates.settings();
    const writes: (() => Promise<unknown>)[] = [
      () => client.jobs.index({ directories: [folder] }),
      () => client.jobs.rescan(),
      () => client.jobs.demo({}),
      () => client.roots.forget({ rootId }),
      () => client.settings.set({ indexingSpeed: "polite" }),
      () => client.duplicates.saveSettings(settings),
      () => client.models.install({ id }),
      () => client.models.remove({ id }),
      () => client.models.use({ id }),
      () => client.models.import({ directory: folder }),
    ];
    for (const write of writes) await expect(write(), String(write)).rejects.toEqual(refused);
    const rules = rulesSchema.parse({ tiers: ["identical"] });
    expect(await client.duplicates.resolve({ rules })).toMatchObject({ moved: 0 });
    expect(await client.jobs.list({})).toHaveLength(1);
  });

  it("opens as it was left by a process that was killed, though SQLite's log cannot be written to", async () => {
    const { libraryDirectory } = await closedLibrary();
    const catalog = join(libraryDirectory, "catalog.sqlite");
    // The files as they lie while the library is open, put back after it has closed.
    const writer = new Database(catalog);
    writer.pragma("journal_mode = WAL");
    writer.pragma("wal_autocheckpoint = 0");
    writer.exec("UPDATE assets SET title = 'in the log only'");
    for (const end of ["", "-wal"]) await copyFile(catalog + end, `${catalog}${end}.kept`);
    writer.close();
    for (const end of ["", "-wal"]) await rename(`${catalog}${end}.kept`, catalog + end);
    await rm(`${catalog}-shm`, { force: true });
    if (!(await readOnly(libraryDirectory))) return;
    const core = await openCore({ libraryDirectory });
    const [assetId] = (await photoIds(core)) as [number];
    expect(await core.client.photos.details({ assetId })).toMatchObject({ title: "in the log only" });
  });

  it("opens though an older Shoebox wrote it: what is new in the catalog is made in a copy", async () => {
    const libraryDirectory = await temporaryDirectory();
    const folder = await folderOf(1);
    const older = new Database(join(libraryDirectory, "catalog.sqlite"));
    older.exec(initialMigration);
    older.prepare("INSERT INTO roots (path, added_at) VALUES (?, 0)").run(folder);
    older.pragma("user_version = 1");
    older.close();
    if (!(await readOnly(libraryDirectory))) return;
    const core = await openCore({ libraryDirectory });
    expect(await photoIds(core)).toEqual([]);
    expect((await core.client.library.stats()).roots).toMatchObject([{ path: folder, state: "online" }]);
    // No vector of it is of this model, and none can be made.
    await expect(core.client.search.text({ query: "anything" })).rejects.toEqual(refused);
  });

  it("finds its photos where their disk is mounted now", async () => {
    const [disk, elsewhere] = [await folderOf(3), await temporaryDirectory()];
    const libraryDirectory = await temporaryDirectory();
    const mounts = new TestMounts();
    mounts.mounts.push(systemDisk);
    mounts.connect(disk, "A");
    const host = { mounts };
    const core = await openCore({ libraryDirectory, host });
    await index(core, disk);
    await core.close();
    for (const name of await readdir(disk)) await rename(join(disk, name), join(elsewhere, name));
    mounts.disconnect(disk);
    mounts.connect(elsewhere, "A");
    if (!(await readOnly(libraryDirectory))) return;
    const looking = await openCore({ libraryDirectory, host });
    expect((await looking.client.library.stats()).roots).toMatchObject([
      { path: elsewhere, state: "online" },
    ]);
    const [assetId] = (await photoIds(looking)) as [number];
    const { files } = await looking.client.photos.details({ assetId });
    expect(files).toMatchObject([{ isOnline: true }]);
    expect(files[0]?.path.startsWith(elsewhere)).toBe(true);
    expect(await looking.media("original", assetId)).toBeDefined();
  });

  it("can be read by many at once, by nobody who would meet one that writes, and keeps things again when it may", async () => {
    const { libraryDirectory } = await closedLibrary();
    if (!(await readOnly(libraryDirectory))) return;
    const [first, second] = [await openCore({ libraryDirectory }), await openCore({ libraryDirectory })];
    expect([first.hindrance()?.code, second.hindrance()?.code]).toEqual([
      "LIBRARY_READ_ONLY",
      "LIBRARY_READ_ONLY",
    ]);
    await first.close();
    await second.close();
    await writable(libraryDirectory);
    const core = await openCore({ libraryDirectory });
    expect(core.hindrance()).toBeNull();
    await core.client.settings.set({ indexingSpeed: "polite" });
  });

  it("is so for a user who may read its folder and not write to it", async () => {
    const { libraryDirectory } = await closedLibrary();
    for (const name of await readdir(libraryDirectory)) await chmod(join(libraryDirectory, name), 0o444);
    await chmod(libraryDirectory, 0o555);
    const looking = fork(join(import.meta.dirname, "../../helpers/look-unprivileged.ts"), [libraryDirectory]);
    const [answer] = await once(looking, "message");
    await chmod(libraryDirectory, 0o755);
    expect(answer).toMatchObject({
      hindrance: { code: "LIBRARY_READ_ONLY" },
      found: 3,
      refused: "LIBRARY_READ_ONLY",
    });
  });

  it("is none where there was no library: that is refused", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "something"), "");
    if (!(await readOnly(directory))) return;
    expect(() => openCatalog(join(directory, "library"))).toThrow(
      expect.objectContaining({ code: "PERMISSION_DENIED" }),
    );
    await expect(createCore({ libraryDirectory: directory })).rejects.toMatchObject({
      code: "PERMISSION_DENIED",
    });
  });
});
