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
import { until } from "../../helpers/until.ts";

/** Long: a busy machine may let minutes pass between two looks. */
const patience = { timeout: 150_000, interval: 100 };

/** The looks at what changed, as they end. */
interface Looks {
  ended: number;
  /** Waits until one more has ended. */
  another(): Promise<void>;
}

function looksOf(core: Core): Looks {
  const { jobs } = core.context.services;
  const follow = jobs.follow.bind(jobs);
  const looks: Looks = {
    ended: 0,
    another: async () => {
      const before = looks.ended;
      await until(() => looks.ended > before);
    },
  };
  jobs.follow = async (...asked) => {
    const unsettled = await follow(...asked);
    looks.ended++;
    return unsettled;
  };
  return looks;
}

/** A library with a folder of two photos, watched; the look at all of it with which watching begins is over. */
async function watched(options: Parameters<typeof openCore>[0] = {}): Promise<[Core, string, Looks]> {
  const [core, folder] = [await openCore(options), await temporaryDirectory()];
  const looks = looksOf(core);
  await put(join(folder, "a", "0.jpg"), await jpeg(0));
  await put(join(folder, "b", "1.jpg"), await jpeg(1));
  await index(core, folder);
  await core.startWatching();
  await until(() => looks.ended > 0);
  return [core, folder, looks];
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
    // Written as slowly as a download comes in: the pauses are what is tried, nothing is waited for.
    const part = Math.ceil(bytes.length / 80);
    for (let start = 0; start < bytes.length; start += part) {
      await appendFile(path, bytes.subarray(start, start + part));
      await setTimeout(50);
    }
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    expect((await core.client.problems.list({})).total).toBe(0);
    const jobs = await core.client.jobs.list({});
    expect(jobs.every(({ ledger }) => ledger.failed === 0)).toBe(true);
  });

  it("looks at the directory concerned, and lists no job that found nothing", async () => {
    const [core, folder, looks] = await watched();
    await put(join(folder, "a", "new.jpg"), await jpeg(2));
    await vi.waitFor(async () => expect(await count(core)).toBe(3), patience);
    await vi.waitFor(async () => expect((await core.client.jobs.list({}))[0]?.state).toBe("done"), patience);
    const [job, ...others] = await core.client.jobs.list({});
    expect(job).toMatchObject({ kind: "watch", directories: [join(folder, "a")], ledger: { found: 2 } });
    const looked = looks.another();
    await writeFile(join(folder, "a", "note.txt"), "x");
    await rm(join(folder, "a", "note.txt"));
    await looked;
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
    // Which folders are there is looked at once more, with nothing left to do from before.
    await core.context.services.watch.sync();
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
    const other = await temporaryDirectory();
    await put(join(other, "0.jpg"), await jpeg(10));
    await index(core, other);
    await core.context.services.watch.sync();
    await core.client.roots.forget({ rootId });
    await put(join(folder, "a", "new.jpg"), await jpeg(2));
    // What happens afterwards in a folder that is watched has come in by then.
    await put(join(other, "1.jpg"), await jpeg(11));
    await vi.waitFor(async () => expect(await count(core)).toBe(2), patience);
    await core.client.roots.recall({ rootId });
    await vi.waitFor(async () => expect(await count(core)).toBe(5), patience);
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
