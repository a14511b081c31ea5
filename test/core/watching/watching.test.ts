import { appendFile, mkdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it, vi } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { systemDisk, TestMounts } from "../../helpers/mounts.ts";
import { offlineIds, photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const patience = { timeout: 40_000, interval: 200 };

/** A library with a folder of two photos, watched. */
async function watched(options: Parameters<typeof openCore>[0] = {}): Promise<[Core, string]> {
  const [core, folder] = [await openCore(options), await temporaryDirectory()];
  await put(join(folder, "a", "0.jpg"), await jpeg(0));
  await put(join(folder, "b", "1.jpg"), await jpeg(1));
  await index(core, folder);
  await core.startWatching();
  return [core, folder];
}

const count = async (core: Core) => (await core.client.library.stats()).photos;
const watchingOf = async (core: Core) => (await core.client.library.stats()).roots[0]?.watching;

describe("a watched folder", () => {
  it("takes in a photo that is copied into it, and lets one go that is deleted", async () => {
    const [core, folder] = await watched();
    expect(await watchingOf(core)).toEqual({ kind: "live", reason: null, everyMinutes: null });
    await put(join(folder, "a", "new.jpg"), await jpeg(2));
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    await rm(join(folder, "b", "1.jpg"));
    await vi.waitFor(async () => expect(await count(core)).toBe(2), patience);
  });

  it("takes in a new folder, and counts as moved what a renamed one holds", async () => {
    const [core, folder] = await watched();
    await put(join(folder, "c", "deep", "2.jpg"), await jpeg(2));
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    const before = await photoIds(core);
    await rename(join(folder, "c"), join(folder, "d"));
    await vi.waitFor(async () => {
      const [job] = await core.client.jobs.list({});
      expect(job).toMatchObject({ kind: "watch", state: "done", moved: 1 });
    }, patience);
    expect(await photoIds(core)).toEqual(before);
    await put(join(folder, "d", "deep", "3.jpg"), await jpeg(3));
    await vi.waitFor(async () => expect(await count(core)).toBe(4), patience);
  });

  it("waits until a file is whole", async () => {
    const [core, folder] = await watched();
    const bytes = await jpeg(7, { width: 900, height: 700 });
    const path = join(folder, "a", "slow.jpg");
    for (let start = 0; start < bytes.length; start += Math.ceil(bytes.length / 8)) {
      await appendFile(path, bytes.subarray(start, start + Math.ceil(bytes.length / 8)));
      await setTimeout(600);
    }
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    expect((await core.client.problems.list({})).total).toBe(0);
    const jobs = await core.client.jobs.list({});
    expect(jobs.every(({ ledger }) => ledger.failed === 0)).toBe(true);
  });

  it("looks at the directory concerned, and lists no job that found nothing", async () => {
    const [core, folder] = await watched();
    // The look at the whole folder with which watching begins.
    await setTimeout(4000);
    await put(join(folder, "a", "new.jpg"), await jpeg(2));
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    await vi.waitFor(async () => expect((await core.client.jobs.list({}))[0]?.state).toBe("done"), patience);
    const [job, ...others] = await core.client.jobs.list({});
    expect(job).toMatchObject({ kind: "watch", directories: [join(folder, "a")], ledger: { found: 2 } });
    await writeFile(join(folder, "a", "busy.tmp"), "x");
    await rm(join(folder, "a", "busy.tmp"));
    await setTimeout(4000);
    expect(await core.client.jobs.list({})).toHaveLength(1 + others.length);
  });

  it("follows its own rule file", async () => {
    const [core, folder] = await watched();
    await put(join(folder, "b", ".shoeboxignore"), "*.jpg\n");
    await vi.waitFor(async () => expect(await count(core)).toBe(1), patience);
    await rm(join(folder, "b", ".shoeboxignore"));
    await vi.waitFor(async () => expect(await count(core)).toBe(2), patience);
  });

  it("loses no photo when it goes away, and finds what happened when it is back", async () => {
    const [core, folder] = await watched();
    await rename(folder, `${folder}-away`);
    const state = async () => (await core.client.library.stats()).roots[0]?.state;
    await vi.waitFor(async () => expect(await state()).toBe("offline"), patience);
    await setTimeout(3000);
    expect(await count(core)).toBe(2);
    expect(await offlineIds(core)).toHaveLength(2);
    await put(join(`${folder}-away`, "a", "2.jpg"), await jpeg(2));
    await rename(`${folder}-away`, folder);
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    await put(join(folder, "a", "3.jpg"), await jpeg(3));
    await vi.waitFor(async () => expect(await count(core)).toBe(4), patience);
  });

  it("is watched no longer once it is forgotten", async () => {
    const [core, folder] = await watched();
    const rootId = (await core.client.library.stats()).roots[0]?.rootId as number;
    await core.client.roots.forget({ rootId });
    await put(join(folder, "a", "new.jpg"), await jpeg(2));
    await setTimeout(5000);
    expect(await count(core)).toBe(0);
    await core.client.roots.recall({ rootId });
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
  });
});

describe("what happened while nobody watched", () => {
  it("is found on start", async () => {
    const [libraryDirectory, folder] = [await temporaryDirectory(), await temporaryDirectory()];
    const first = await openCore({ libraryDirectory });
    await put(join(folder, "0.jpg"), await jpeg(0));
    await index(first, folder);
    await first.close();
    await mkdir(join(folder, "new"));
    await put(join(folder, "new", "1.jpg"), await jpeg(1));
    const second = await openCore({ libraryDirectory });
    await second.startWatching();
    await vi.waitFor(async () => expect(await count(second)).toBe(2), patience);
  });
});

describe("a folder that cannot be watched", () => {
  it("is looked at again from time to time when it is on a network, and says so", async () => {
    const mounts = new TestMounts();
    mounts.mounts.push({ ...systemDisk, isNetwork: true });
    const [core] = await watched({ host: { mounts } });
    expect(await watchingOf(core)).toEqual({ kind: "scheduled", reason: "network", everyMinutes: 15 });
  });
});
