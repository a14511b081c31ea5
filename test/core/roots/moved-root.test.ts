import { cp, mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import type { Core } from "../../../src/core/index.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { systemDisk, TestMounts } from "../../helpers/mounts.ts";
import { offlineIds, photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

beforeEach(async () => {
  // A trash of this test's own.
  vi.stubEnv("XDG_DATA_HOME", await temporaryDirectory());
});

/** A library with one folder of eight photos, `2024/Rome` in a folder of the test's own, and files that are no photos. */
async function withEight(options: Parameters<typeof openCore>[0] = {}) {
  const parent = await temporaryDirectory();
  const folder = join(parent, "2024", "Rome");
  for (let number = 0; number < 8; number++) {
    await put(join(folder, number % 2 === 0 ? "day" : "", `${number}.jpg`), await jpeg(number));
  }
  await put(join(folder, "day", "notes.txt"), "No photo.");
  const core = await openCore({ host: { reveal: async () => {} }, ...options });
  await index(core, folder);
  const before = await photoIds(core);
  return { core, parent, folder, before };
}

const patience = { timeout: 60_000, interval: 200 };

const rootsOf = async (core: Core) => (await core.client.library.stats()).roots;

/** The one root is there, every photo is the one that it was, and every place that is named is in that root. */
async function expectOneRoot(core: Core, path: string, before: readonly number[]): Promise<void> {
  expect(await rootsOf(core)).toMatchObject([{ path, state: "online", photos: before.length }]);
  expect(await photoIds(core)).toEqual(before);
  expect(await offlineIds(core)).toEqual([]);
  const { results } = await core.client.search.text({ query: "anything" });
  expect(results).toHaveLength(before.length);
  for (const result of results) expect(result.path.startsWith(`${path}/`)).toBe(true);
  for (const assetId of before) {
    const { files } = await core.client.photos.details({ assetId });
    expect(files).toMatchObject([{ isOnline: true }]);
    expect(files[0]?.path.startsWith(`${path}/`)).toBe(true);
  }
  await core.compareAll();
  expect((await core.client.duplicates.list({})).byTier.identical.groups).toBe(0);
}

const eightMoved = {
  moved: 8,
  reprocessed: 0,
  ledger: { found: 9, indexed: 0, unchanged: 8, duplicate: 0, skipped: 1, failed: 0 },
};

describe("a folder that was added and then renamed", () => {
  it("is the same folder when it is added under its new name: 8 moved, 0 reprocessed", async () => {
    const { core, folder, before } = await withEight();
    const renamed = join(dirname(folder), "Roma");
    await rename(folder, renamed);
    expect(await index(core, renamed)).toMatchObject(eightMoved);
    await expectOneRoot(core, renamed, before);
    expect(await index(core, renamed)).toMatchObject({ moved: 0, ledger: { unchanged: 8 } });
  });

  it("is found by looking again at all folders, though nobody adds it", async () => {
    const { core, folder, before } = await withEight();
    const renamed = join(dirname(folder), "Roma");
    await rename(folder, renamed);
    expect(await ended(core, await core.client.jobs.rescan())).toMatchObject({ moved: 8, reprocessed: 0 });
    await expectOneRoot(core, renamed, before);
  });

  it("is offline for a watcher, which guesses nothing, and is watched on where it is once it is added", async () => {
    const { core, folder, before } = await withEight();
    await core.startWatching();
    const renamed = join(dirname(folder), "Roma");
    await rename(folder, renamed);
    await vi.waitFor(
      async () => expect(await rootsOf(core)).toMatchObject([{ state: "offline", photos: 8 }]),
      patience,
    );
    expect(await index(core, renamed)).toMatchObject({ moved: 8, reprocessed: 0 });
    await expectOneRoot(core, renamed, before);
    await put(join(renamed, "new.jpg"), await jpeg(50));
    await vi.waitFor(async () => expect(await photoIds(core)).toHaveLength(9), patience);
  });

  it("is found by looking again when a folder around it got the other name", async () => {
    const { core, parent, before } = await withEight();
    await rename(join(parent, "2024"), join(parent, "Years past"));
    expect(await ended(core, await core.client.jobs.rescan())).toMatchObject({ moved: 8, reprocessed: 0 });
    await expectOneRoot(core, join(parent, "Years past", "Rome"), before);
  });

  it("is found when a folder around it got the other name, and when it was put elsewhere on its disk", async () => {
    const { core, parent, folder, before } = await withEight();
    await rename(join(parent, "2024"), join(parent, "Years past"));
    await index(core, join(parent, "Years past", "Rome"));
    await expectOneRoot(core, join(parent, "Years past", "Rome"), before);
    await mkdir(join(parent, "else", "where"), { recursive: true });
    await rename(join(parent, "Years past", "Rome"), join(parent, "else", "where", "Holiday"));
    expect(await index(core, join(parent, "else", "where", "Holiday"))).toMatchObject(eightMoved);
    await expectOneRoot(core, join(parent, "else", "where", "Holiday"), before);
    expect(await readdir(parent)).not.toContain(folder);
  });

  it("becomes a part of the folder around it, when that is added", async () => {
    const { core, parent, folder, before } = await withEight();
    await mkdir(join(parent, "all"));
    await rename(folder, join(parent, "all", "Rome"));
    expect(await index(core, join(parent, "all"))).toMatchObject(eightMoved);
    await expectOneRoot(core, join(parent, "all"), before);
  });

  it("is followed whole when only a folder in it is added", async () => {
    const { core, parent, folder, before } = await withEight();
    await mkdir(join(parent, "elsewhere"));
    await rename(folder, join(parent, "elsewhere", "Roma"));
    expect(await index(core, join(parent, "elsewhere", "Roma", "day"))).toMatchObject({ moved: 4 });
    await expectOneRoot(core, join(parent, "elsewhere", "Roma"), before);
  });

  it("may lose and gain photos at the same time", async () => {
    const { core, folder, before } = await withEight();
    const renamed = join(dirname(folder), "Roma");
    await rename(folder, renamed);
    await rm(join(renamed, "1.jpg"));
    await put(join(renamed, "new.jpg"), await jpeg(20));
    const job = await index(core, renamed);
    expect(job).toMatchObject({ moved: 7, ledger: { found: 9, indexed: 1, unchanged: 7, skipped: 1 } });
    expect(await photoIds(core)).toHaveLength(before.length);
    expect(await rootsOf(core)).toMatchObject([{ path: renamed, photos: 8 }]);
  });

  it("is not mistaken for a copy of it that lies beside it", async () => {
    const { core, folder, before } = await withEight();
    await cp(folder, join(dirname(folder), "Backup"), { recursive: true, preserveTimestamps: true });
    await rm(folder, { recursive: true });
    const { error } = await ended(core, await core.client.jobs.rescan());
    expect(error?.code).toBe("ROOT_OFFLINE");
    expect(error?.message).toContain("put it back, or add it again under its new name");
    expect(await rootsOf(core)).toMatchObject([{ path: folder, state: "offline", photos: 8 }]);
    expect(await photoIds(core)).toEqual(before);
  });

  it("keeps its place when another folder takes its old name", async () => {
    const { core, folder, before } = await withEight();
    const renamed = join(dirname(folder), "Roma");
    await rename(folder, renamed);
    await put(join(folder, "other.jpg"), await jpeg(30));
    await index(core, folder);
    expect(await index(core, renamed)).toMatchObject({ moved: 8, reprocessed: 0 });
    expect(await photoIds(core)).toEqual(expect.arrayContaining(before));
    expect((await core.client.duplicates.list({})).byTier.identical.groups).toBe(0);
  });
});

describe("a folder that was moved to another disk", () => {
  /** As moving between disks does: copied, then deleted. Its files have other numbers there. */
  async function moved(from: string, to: string): Promise<void> {
    await cp(from, to, { recursive: true });
    await rm(from, { recursive: true });
  }

  it("is the same folder when it is added there: 8 moved, 0 reprocessed", async () => {
    const { core, folder, before } = await withEight();
    const now = join(await temporaryDirectory(), "Roma");
    await moved(folder, now);
    expect(await index(core, now)).toMatchObject(eightMoved);
    await expectOneRoot(core, now, before);
  });

  it("is so on disks that have names, while the old one stays connected", async () => {
    const [old, fresh] = [await temporaryDirectory(), await temporaryDirectory()];
    const mounts = new TestMounts();
    mounts.mounts.push(systemDisk);
    mounts.connect(old, "A");
    mounts.connect(fresh, "B");
    for (let number = 0; number < 8; number++) await put(join(old, "P", `${number}.jpg`), await jpeg(number));
    const core = await openCore({ host: { mounts, reveal: async () => {} } });
    await index(core, join(old, "P"));
    const before = await photoIds(core);
    await writeFile(join(old, "other things"), "");
    await moved(join(old, "P"), join(fresh, "Photos"));
    expect(await index(core, join(fresh, "Photos"))).toMatchObject({ moved: 8, ledger: { unchanged: 8 } });
    await expectOneRoot(core, join(fresh, "Photos"), before);
    expect(await rootsOf(core)).toMatchObject([{ volumeLabel: "Disk B" }]);
  });

  it("joins a folder of the library that it was put into", async () => {
    const { core, folder, before } = await withEight();
    const other = await temporaryDirectory();
    await put(join(other, "other.jpg"), await jpeg(40));
    await index(core, other);
    await moved(folder, join(other, "Rome"));
    expect(await ended(core, await core.client.jobs.rescan())).toMatchObject({ moved: 8, reprocessed: 0 });
    expect(await rootsOf(core)).toMatchObject([{ path: other, photos: 9 }]);
    expect(await photoIds(core)).toEqual(expect.arrayContaining(before));
    expect((await core.client.duplicates.list({})).byTier.identical.groups).toBe(0);
  });

  it("stays listed with what was not moved, when most of it is elsewhere unknown", async () => {
    const { core, folder, before } = await withEight();
    const now = await temporaryDirectory();
    await moved(join(folder, "1.jpg"), join(now, "1.jpg"));
    await rm(folder, { recursive: true });
    expect(await index(core, now)).toMatchObject({ moved: 1 });
    expect(await rootsOf(core)).toMatchObject([
      { path: folder, state: "offline", photos: 7 },
      { path: now, photos: 1 },
    ]);
    expect(await photoIds(core)).toEqual(before);
  });

  it("may leave an empty folder behind", async () => {
    const { core, parent, folder, before } = await withEight();
    const now = join(parent, "now");
    await mkdir(now);
    for (const name of await readdir(folder)) await rename(join(folder, name), join(now, name));
    expect(await index(core, now)).toMatchObject(eightMoved);
    expect(await photoIds(core)).toEqual(before);
    for (const { path } of (await core.client.search.text({ query: "x" })).results) {
      expect(path.startsWith(`${now}/`)).toBe(true);
    }
    expect((await core.client.duplicates.list({})).byTier.identical.groups).toBe(0);
  });
});

describe("photos of which one file is on a disk that is away", () => {
  async function withCopyOfDiskAway({ hasIdentity = true } = {}) {
    const [disk, here] = [await temporaryDirectory(), await temporaryDirectory()];
    const mounts = new TestMounts();
    mounts.mounts.push(systemDisk);
    mounts.connect(disk, "A");
    if (!hasIdentity) mounts.mounts = mounts.mounts.map((mount) => ({ ...mount, volumeId: undefined }));
    for (let number = 0; number < 3; number++)
      await put(join(disk, "P", `${number}.jpg`), await jpeg(number));
    const core = await openCore({ host: { mounts, reveal: async () => {} } });
    await index(core, join(disk, "P"));
    await cp(join(disk, "P"), join(here, "P"), { recursive: true });
    const away = `${disk}-away`;
    await rename(disk, away);
    mounts.disconnect(disk);
    const job = await index(core, join(here, "P"));
    const reconnect = async () => {
      await rename(away, disk);
      mounts.connect(disk, "A");
      await core.context.services.places.refresh();
    };
    return { core, disk, here, job, reconnect };
  }

  it("are copies, not moved ones: both places are kept, and the one that is there is named", async () => {
    const { core, disk, here, job, reconnect } = await withCopyOfDiskAway();
    expect(job).toMatchObject({ moved: 0, reprocessed: 0, ledger: { found: 3, duplicate: 3 } });
    const { results } = await core.client.search.text({ query: "x" });
    expect(results.every(({ path }) => path.startsWith(here))).toBe(true);
    const { files } = await core.client.photos.details({ assetId: results[0]?.assetId as number });
    expect(files.map(({ path, isOnline }) => [path.startsWith(disk), isOnline])).toEqual([
      [false, true],
      [true, false],
    ]);
    await reconnect();
    expect(await rootsOf(core)).toHaveLength(2);
  });

  it("are so where the system gives disks no identity, too", async () => {
    const { core, job } = await withCopyOfDiskAway({ hasIdentity: false });
    expect(job).toMatchObject({ moved: 0, ledger: { found: 3, duplicate: 3 } });
    expect(await rootsOf(core)).toMatchObject([{ state: "offline" }, { state: "online" }]);
  });

  it("count as duplicates only while both are there", async () => {
    const { core, reconnect } = await withCopyOfDiskAway();
    await core.compareAll();
    const groups = async () => (await core.client.duplicates.list({})).byTier.identical;
    const rules = rulesSchema.parse({ tiers: ["identical"] });
    expect(await groups()).toEqual({ groups: 0, bytesToWin: 0 });
    const { files, left } = await core.client.duplicates.preview({ rules });
    expect([files, left.map(({ code }) => code)]).toEqual([
      0,
      ["ROOT_OFFLINE", "ROOT_OFFLINE", "ROOT_OFFLINE"],
    ]);
    await reconnect();
    expect(await groups()).toMatchObject({ groups: 3 });
    expect(await core.client.duplicates.preview({ rules })).toMatchObject({ files: 3 });
  });
});

describe("what was decided about a folder's photos", () => {
  it("holds under its new name: protected folders, and undoing a clean-up", async () => {
    const { core, folder } = await withEight();
    await cp(join(folder, "1.jpg"), join(folder, "copy.jpg"));
    await index(core, folder);
    const rules = rulesSchema.parse({ tiers: ["identical"], protectedFolders: [join(folder, "day")] });
    const settings = await core.client.duplicates.settings();
    await core.client.duplicates.saveSettings({ ...settings, rules });
    const outcome = await core.client.duplicates.resolve({ rules });
    expect(outcome).toMatchObject({ moved: 1 });
    const renamed = join(dirname(folder), "Roma");
    await rename(folder, renamed);
    await index(core, renamed);
    expect((await core.client.duplicates.settings()).rules.protectedFolders).toEqual([join(renamed, "day")]);
    const before = (await readdir(renamed)).length;
    expect(await core.client.history.undo({ batchId: outcome.batchId as number })).toMatchObject({
      restored: 1,
      refused: [],
    });
    expect(await readdir(renamed)).toHaveLength(before + 1);
    expect(await readdir(dirname(folder))).toEqual(["Roma"]);
    expect((await core.client.duplicates.list({})).byTier.identical.groups).toBe(1);
  });

  it("holds on another disk, too", async () => {
    const { core, folder } = await withEight();
    await cp(join(folder, "1.jpg"), join(folder, "copy.jpg"));
    await index(core, folder);
    const outcome = await core.client.duplicates.resolve({
      rules: rulesSchema.parse({ tiers: ["identical"] }),
    });
    const now = join(await temporaryDirectory(), "Rome");
    await cp(folder, now, { recursive: true });
    await rm(folder, { recursive: true });
    await index(core, now);
    const before = (await readdir(now)).length;
    expect(await core.client.history.undo({ batchId: outcome.batchId as number })).toMatchObject({
      restored: 1,
      refused: [],
    });
    expect(await readdir(now)).toHaveLength(before + 1);
    expect((await core.client.duplicates.list({})).byTier.identical.groups).toBe(1);
  });
});
