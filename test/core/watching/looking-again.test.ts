import { unlink } from "node:fs/promises";
import { join } from "node:path";
import Database from "better-sqlite3";
import { expect, it, vi } from "vitest";
import { type FileSystem, systemFiles } from "../../../src/core/files/file-system.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { indexNoting } from "../../helpers/own-jobs.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const patience = { timeout: 40_000, interval: 200 };
const count = async (core: Core) => (await core.client.library.stats()).photos;

/** Watched, and looked at once since that began. */
async function watched(libraryDirectory: string): Promise<[Core, string]> {
  const [core, folder] = [await openCore({ libraryDirectory }), await temporaryDirectory()];
  for (const [number, name] of ["a/0.jpg", "a/deep/1.jpg", "c.jpg"].entries()) {
    await put(join(folder, name), await jpeg(number));
  }
  await index(core, folder);
  await put(join(folder, "late.jpg"), await jpeg(30));
  await core.startWatching();
  await vi.waitFor(async () => expect(await count(core)).toBe(4), patience);
  return [core, folder];
}

/** A disk that does not answer for these paths. */
function silentFor(...paths: string[]): FileSystem {
  const fail = (path: string) => {
    if (paths.includes(path)) throw Object.assign(new Error("EIO"), { code: "EIO" });
  };
  return {
    ...systemFiles,
    look: async (path) => {
      fail(path);
      return systemFiles.look(path);
    },
    followDirectory: async (path) => {
      fail(path);
      return systemFiles.followDirectory(path);
    },
  };
}

it("a file and a folder that could not be looked at are tried again by themselves, once their pause is over", async () => {
  const libraryDirectory = await temporaryDirectory();
  const [core, folder] = await watched(libraryDirectory);
  const files = silentFor(join(folder, "a"), join(folder, "c.jpg"));
  const { job } = await indexNoting(core, folder, { files });
  expect(job.ledger).toMatchObject({ found: 3, unchanged: 1, failed: 2 });
  expect(await count(core)).toBe(4);
  const catalog = new Database(join(libraryDirectory, "catalog.sqlite"));
  expect(catalog.prepare("UPDATE files SET retry_at = 1 WHERE retry_at > ?").run(Date.now()).changes).toBe(2);
  catalog.close();
  await vi.waitFor(async () => expect((await core.client.problems.list({})).total).toBe(0), patience);
  expect(await count(core)).toBe(4);
});

it("a .nomedia takes its folder out as soon as it comes, and all is back when it goes", async () => {
  const [core, folder] = await watched(await temporaryDirectory());
  await put(join(folder, "a", ".nomedia"), "");
  await vi.waitFor(async () => expect(await count(core)).toBe(2), patience);
  await unlink(join(folder, "a", ".nomedia"));
  await vi.waitFor(async () => expect(await count(core)).toBe(4), patience);
});
