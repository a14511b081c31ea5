import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, renameSync } from "node:fs";
import { readdir, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import Database from "better-sqlite3";
import { describe, expect, it, test } from "vitest";
import type { Job } from "../../../src/contract/jobs.ts";
import { initialMigration } from "../../../src/core/catalog/migrations/0001-initial.ts";
import type { Core } from "../../../src/core/index.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { jpeg, picture, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

const run = promisify(execFile);

async function folderOf(count: number): Promise<string> {
  const directory = await temporaryDirectory();
  for (let number = 0; number < count; number++) {
    const bytes = await picture(number, { width: 320, height: 240 }).jpeg().toBuffer();
    await put(join(directory, `${number}.jpg`), bytes);
  }
  return directory;
}

async function pausedByItself(core: Core, { jobId }: { jobId: number }): Promise<Job> {
  for await (const job of await core.client.jobs.progress({ jobId })) {
    if (job.error || job.endedAt !== null) return job;
  }
  throw new Error("The job told nothing more.");
}

describe("a full disk under the library", () => {
  it("pauses the job, says so, leaves nothing half-written, and the job carries on once there is room", async () => {
    const disk = await temporaryDirectory();
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=4m", "tmpfs"))) return;
    const folder = await folderOf(150);
    const libraryDirectory = join(disk, "library");
    const core = await openCore({ libraryDirectory });
    // Room for the catalog and a few photos, not for all.
    const ballast = join(disk, "ballast");
    await writeFile(ballast, Buffer.alloc(await roomIn(disk, 600_000)));
    const started = await core.client.jobs.index({ directories: [folder] });
    const paused = await pausedByItself(core, started);
    expect(paused).toMatchObject({ state: "paused", error: { code: "DISK_FULL" }, endedAt: null });
    expect(paused.error?.message).toMatch(/full/);
    expectWhole(libraryDirectory);
    // Searching and looking go on meanwhile.
    expect((await core.client.library.stats()).photos).toBeLessThan(150);

    await rm(ballast);
    await run("mount", ["-o", "remount,size=64m", disk]);
    expect((await core.client.jobs.resume(started)).error).toBeNull();
    const done = await ended(core, started);
    expect(done.state).toBe("done");
    expect(done.ledger).toEqual({
      found: 150,
      indexed: 150,
      unchanged: 0,
      duplicate: 0,
      skipped: 0,
      failed: 0,
    });
    expect(await core.client.library.stats()).toMatchObject({ photos: 150, vectors: 150, thumbnails: 150 });
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(150);
    expectWhole(libraryDirectory);
    expect((await readdir(libraryDirectory)).filter((name) => name.endsWith(".new"))).toEqual([]);
  });
});

describe("a disk that fills up while photos come in", () => {
  it("is told of once, holds all work, and what stopped goes on by itself when there is room", async () => {
    const disk = await temporaryDirectory();
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=4m", "tmpfs"))) return;
    const folder = await folderOf(150);
    const core = await openCore({ libraryDirectory: join(disk, "library") });
    await writeFile(join(disk, "ballast"), Buffer.alloc(await roomIn(disk, 600_000)));
    const { keeping } = core.context.services.catalog;
    let told = 0;
    keeping.onChange(() => told++);
    const started = await core.client.jobs.index({ directories: [folder] });
    expect(await pausedByItself(core, started)).toMatchObject({
      state: "paused",
      error: { code: "DISK_FULL" },
    });
    await until(() => core.hindrance()?.code === "DISK_FULL");
    expect((await core.client.library.stats()).hindrance?.code).toBe("DISK_FULL");
    expect(told).toBe(1);
    const states = (await core.client.jobs.stages()).map(({ state }) => state);
    expect(states).not.toContain("running");

    await run("mount", ["-o", "remount,size=96m", disk]);
    await rm(join(disk, "ballast"));
    const done = await ended(core, started);
    expect(done).toMatchObject({ state: "done", error: null, ledger: { found: 150, indexed: 150 } });
    expect(core.hindrance()).toBeNull();
    expect(told).toBe(2);
  });
});

describe("a disk that is full when the library is opened", () => {
  /** A library with three photos on a small disk of its own, which is filled up after it was closed. */
  async function onFullDisk({ isKilled = false } = {}) {
    const disk = await temporaryDirectory();
    if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=48m", "tmpfs"))) return undefined;
    const libraryDirectory = join(disk, "library");
    const folder = await folderOf(3);
    const core = await openCore({ libraryDirectory });
    await index(core, folder);
    await core.compareAll();
    await core.close();
    if (isKilled) leaveLog(join(libraryDirectory, "catalog.sqlite"));
    const ballast = join(disk, "ballast");
    // The last bytes too: a write that finds no room leaves what it could write.
    await writeFile(ballast, Buffer.alloc(64 * 1024 ** 2)).catch(() => undefined);
    return { libraryDirectory, folder, ballast };
  }

  /** The catalog as a killed process leaves it: with a log beside it. */
  function leaveLog(catalog: string): void {
    const writer = new Database(catalog);
    writer.pragma("journal_mode = WAL");
    writer.exec("UPDATE assets SET title = 'in the log'");
    for (const end of ["", "-wal"]) copyFileSync(catalog + end, `${catalog}${end}.kept`);
    writer.close();
    for (const end of ["", "-wal"]) renameSync(`${catalog}${end}.kept`, catalog + end);
  }

  for (const isKilled of [false, true]) {
    it(`opens ${isKilled ? "after a crash" : "after a clean end"}: it can be searched, says what is not kept, and goes on when there is room`, async () => {
      const full = await onFullDisk({ isKilled });
      if (!full) return;
      const core = await openCore({ libraryDirectory: full.libraryDirectory });
      const { client } = core;
      await core.resumeInterrupted();
      await core.startWatching();
      expect(await client.library.stats()).toMatchObject({ photos: 3, hindrance: { code: "DISK_FULL" } });
      expect(core.hindrance()?.message).toContain("not kept until there is room");
      const { results } = await client.search.text({ query: "anything" });
      expect(results).toHaveLength(3);
      const { assetId } = results[0] as { assetId: number };
      if (isKilled) expect((await client.photos.details({ assetId })).title).toBe("in the log");
      expect(await core.media("thumbnail", assetId)).toBeDefined();
      const refused = expect.objectContaining({ code: "DISK_FULL" });
      await expect(client.settings.set({ indexingSpeed: "polite" })).rejects.toEqual(refused);
      await expect(client.jobs.rescan()).rejects.toEqual(refused);

      await rm(full.ballast);
      await until(() => core.hindrance() === null);
      await client.settings.set({ indexingSpeed: "polite" });
      expect(await ended(core, await client.jobs.rescan())).toMatchObject({ state: "done" });
      await core.compareAll();
      await core.close();
      const again = await openCore({ libraryDirectory: full.libraryDirectory });
      expect((await again.client.settings.get()).settings.indexingSpeed).toBe("polite");
    });
  }
});

test("a library of an older Shoebox opens on a full disk too, from a copy", async () => {
  const disk = await temporaryDirectory();
  if (!(await mounted(disk, "-t", "tmpfs", "-o", "size=1m", "tmpfs"))) return;
  const older = new Database(join(disk, "catalog.sqlite"));
  older.exec(initialMigration);
  older.pragma("user_version = 1");
  older.close();
  await writeFile(join(disk, "ballast"), Buffer.alloc(2 * 1024 ** 2)).catch(() => undefined);
  const core = await openCore({ libraryDirectory: disk });
  expect((await core.client.library.stats()).hindrance?.message).toContain("an older Shoebox made it");
});

describe("originals that the disk does not give", () => {
  it("are UNREADABLE, one by one, and the rest is indexed", async () => {
    const [core, folder] = [await openCore(), await folderOf(3)];
    // A regular file of 4096 bytes that opens, and whose reading the kernel refuses; Linux has it everywhere.
    await symlink("/sys/class/net/lo/speed", join(folder, "refused.jpg"));
    const { ledger, state } = await index(core, folder);
    expect(state).toBe("done");
    expect(ledger).toMatchObject({ found: 4, indexed: 3, failed: 1 });
    expect((await core.client.problems.list({})).problems).toMatchObject([{ code: "UNREADABLE", tries: 1 }]);
  });

  it("with EIO from a failing device are UNREADABLE too, and read once it is well", async () => {
    const directory = await temporaryDirectory();
    const [image, disk] = [join(directory, "disk.img"), join(directory, "disk")];
    const bytes = await jpeg(3, { width: 2000, height: 1500 });
    if (!(await makeDisk(image))) return;
    if (!(await mounted(disk, "-o", "loop", image))) return;
    for (let number = 0; number < 24; number++) {
      await put(join(disk, `${number}.jpg`), Buffer.concat([bytes, Buffer.from(`${number}`)]));
    }
    await run("umount", [disk]);
    const whole = await readFile(image);
    const hash = createHash("sha256").update(whole).digest("hex");
    await run("mount", ["-o", "loop,ro,noload", image, disk]);
    // The second half of the disk is gone under the mounted file system: reading there is EIO.
    await truncate(image, whole.length / 2);
    const core = await openCore();
    const { ledger, state } = await index(core, disk);
    expect(state).toBe("done");
    expect(ledger.found).toBe(24);
    expect(ledger.indexed + ledger.failed).toBe(24);
    expect(ledger.failed).toBeGreaterThan(0);
    const { problems } = await core.client.problems.list({ code: "UNREADABLE" });
    expect(problems).toHaveLength(ledger.failed);
    expect(problems[0]?.message).toContain("EIO");

    await run("umount", [disk]);
    await writeFile(image, whole);
    await run("mount", ["-o", "loop,ro,noload", image, disk]);
    const { job } = await core.client.problems.retry({});
    expect((await ended(core, job as { jobId: number })).ledger).toMatchObject({ indexed: ledger.failed });
    expect((await core.client.library.stats()).photos).toBe(24);
    expect(
      createHash("sha256")
        .update(await readFile(image))
        .digest("hex"),
    ).toBe(hash);
  });
});

async function makeDisk(image: string): Promise<boolean> {
  try {
    await writeFile(image, Buffer.alloc(16 * 1024 ** 2));
    await run("mkfs.ext4", ["-q", "-F", image]);
    return true;
  } catch (error) {
    console.warn(`Not run here: ${String(error).split("\n")[0]}`);
    return false;
  }
}

async function roomIn(directory: string, leaveBytes: number): Promise<number> {
  const { stdout } = await run("df", ["--output=avail", "-B1", directory]);
  return Math.max(0, Number(stdout.split("\n")[1]) - leaveBytes);
}

function expectWhole(libraryDirectory: string): void {
  const database = new Database(join(libraryDirectory, "catalog.sqlite"), { readonly: true });
  expect(database.pragma("integrity_check", { simple: true })).toBe("ok");
  expect(database.pragma("foreign_key_check")).toEqual([]);
  const [row] = database.prepare("SELECT ledger FROM jobs ORDER BY job_id DESC LIMIT 1").pluck().all();
  const { found, ...parts } = JSON.parse(String(row)) as Record<string, number>;
  expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(found);
  database.close();
}
