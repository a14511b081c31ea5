import { cp, mkdir, readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { systemDisk, TestMounts } from "../../helpers/mounts.ts";
import { offlineIds, photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A library and two places at which disks are mounted; the first holds three photos. */
async function withDisk() {
  const [first, second] = [await temporaryDirectory(), await temporaryDirectory()];
  const mounts = new TestMounts();
  mounts.mounts.push(systemDisk);
  mounts.connect(first, "A");
  for (let number = 0; number < 3; number++) {
    await put(join(first, "Photos", `${number}.jpg`), await jpeg(number));
  }
  const core = await openCore({ host: { mounts, reveal: async () => {} } });
  await index(core, join(first, "Photos"));
  return { core, mounts, first, second };
}

/** What a disk held is where it is mounted, and nowhere else. */
async function remount(mounts: TestMounts, from: string, to: string, volumeId: string): Promise<void> {
  for (const name of await readdir(from)) await rename(join(from, name), join(to, name));
  mounts.disconnect(from);
  mounts.connect(to, volumeId);
}

async function rootOf(core: Core, position = 0) {
  await core.context.services.places.refresh();
  return (await core.client.library.stats()).roots[position];
}

describe("a root on a disk", () => {
  it("follows its disk to another mount point, and nothing is read again", async () => {
    const { core, mounts, first, second } = await withDisk();
    const before = await photoIds(core);
    await remount(mounts, first, second, "A");
    expect(await rootOf(core)).toMatchObject({ path: join(second, "Photos"), state: "online" });
    const { results } = await core.client.search.text({ query: "anything" });
    expect(results.every(({ path }) => path.startsWith(second))).toBe(true);
    const { ledger } = await ended(core, await core.client.jobs.rescan());
    expect(ledger).toMatchObject({ found: 3, unchanged: 3, indexed: 0 });
    expect(await photoIds(core)).toEqual(before);
  });

  it("is offline while its disk is away: photos stay, and say which disk to connect", async () => {
    const { core, mounts, first } = await withDisk();
    const ids = await photoIds(core);
    await rename(join(first, "Photos"), `${first}-away`);
    mounts.disconnect(first);
    const root = await rootOf(core);
    expect(root).toMatchObject({ state: "offline", volumeLabel: "Disk A", photos: 3 });
    expect(root?.offlineMessage).toBe(`Connect the disk “Disk A”: it was last at ${join(first, "Photos")}.`);
    expect(await offlineIds(core)).toEqual(ids);
    const [assetId] = ids as [number];
    expect((await core.client.photos.details({ assetId })).files[0]).toMatchObject({
      isOnline: false,
      offlineMessage: root?.offlineMessage,
    });
    await expect(core.client.photos.reveal({ assetId })).rejects.toMatchObject({
      code: "ROOT_OFFLINE",
      message: root?.offlineMessage,
    });
    expect(await core.media("original", assetId)).toBeUndefined();
    expect(await core.media("thumbnail", assetId)).toBeDefined();
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(3);
    const rescan = await ended(core, await core.client.jobs.rescan());
    expect(rescan.error).toEqual({ code: "ROOT_OFFLINE", message: root?.offlineMessage });
    expect(await photoIds(core)).toEqual(ids);
    await rename(`${first}-away`, join(first, "Photos"));
    mounts.connect(first, "A");
    expect(await rootOf(core)).toMatchObject({ state: "online", offlineMessage: null });
    expect(await offlineIds(core)).toEqual([]);
  });

  it("is not mistaken for another disk in its place, which may hold files of the same names", async () => {
    const { core, mounts, first, second } = await withDisk();
    const ids = await photoIds(core);
    await remount(mounts, first, second, "A");
    mounts.disconnect(second);
    await rename(second, `${second}-away`);
    await put(join(first, "Photos", "0.jpg"), await jpeg(70));
    mounts.connect(first, "B");
    expect((await ended(core, await core.client.jobs.rescan())).error?.code).toBe("ROOT_OFFLINE");
    expect(await rootOf(core)).toMatchObject({ state: "offline" });
    expect(await photoIds(core)).toEqual(ids);
    expect(await core.media("original", ids[0] as number)).toBeUndefined();
    // The other disk's folder is one of its own, once a person adds it.
    await index(core, join(first, "Photos"));
    expect(await photoIds(core)).toHaveLength(4);
    const roots = (await core.client.library.stats()).roots;
    expect(roots.map(({ state, path }) => [state, path])).toEqual([
      ["offline", join(first, "Photos")],
      ["online", join(first, "Photos")],
    ]);
    // And the first comes back, wherever it is.
    await mkdir(second, { recursive: true });
    await rm(second, { recursive: true });
    await rename(`${second}-away`, second);
    mounts.connect(second, "A");
    expect(await rootOf(core)).toMatchObject({ state: "online", path: join(second, "Photos") });
    expect(await offlineIds(core)).toEqual([]);
  });

  it("is not followed to a place where its folder is not", async () => {
    const { core, mounts, first, second } = await withDisk();
    await rename(join(first, "Photos"), join(first, "Renamed"));
    mounts.disconnect(first);
    await cp(join(first, "Renamed"), join(second, "Renamed"), { recursive: true });
    mounts.connect(second, "A");
    const root = await rootOf(core);
    expect(root).toMatchObject({ state: "offline", path: join(first, "Photos") });
    expect(root?.offlineMessage).toContain("is gone from the disk “Disk A”: put it back");
  });
});
