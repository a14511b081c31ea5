import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { decodeIds, photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** Two folders of three photos each, one photo in both. */
async function twoFolders(): Promise<[string, string]> {
  const [first, second] = [await temporaryDirectory(), await temporaryDirectory()];
  for (const [folder, numbers] of [
    [first, [0, 1, 2]],
    [second, [2, 3, 4]],
  ] as const) {
    for (const number of numbers) await put(join(folder, "sub", `${number}.jpg`), await jpeg(number));
  }
  return [first, second];
}

async function withTwoFolders() {
  const [core, [first, second]] = [await openCore(), await twoFolders()];
  await index(core, first);
  await index(core, second);
  const roots = (await core.client.library.stats()).roots;
  return { core, first, second, rootId: roots[0]?.rootId as number };
}

const found = async (core: Core) => (await core.client.search.text({ query: "anything" })).ranked;

describe("forgetting a folder", () => {
  it("says before how many photos lie only there, and changes nothing by that", async () => {
    const { core, first, rootId } = await withTwoFolders();
    expect(await core.client.roots.forgetting({ rootId })).toEqual({
      rootId,
      path: first,
      photos: 3,
      photosOnlyThere: 2,
      files: 3,
    });
    expect(await photoIds(core)).toHaveLength(5);
  });

  it("takes its photos out of timeline and search, keeps those that lie elsewhere, and touches no file", async () => {
    const { core, first, rootId } = await withTwoFolders();
    const { revision } = await core.client.photos.timeline({});
    await core.client.roots.forget({ rootId });
    expect(await photoIds(core)).toHaveLength(3);
    expect(await found(core)).toBe(3);
    const delta = await core.client.photos.timeline({ since: revision });
    expect(decodeIds(delta.removedAssetIds)).toHaveLength(2);
    const stats = await core.client.library.stats();
    expect(stats).toMatchObject({ photos: 3, files: 3 });
    expect(stats.roots).toHaveLength(1);
    expect(await readdir(join(first, "sub"))).toHaveLength(3);
  });

  it("is undone without reading a file again", async () => {
    const { core, first, rootId } = await withTwoFolders();
    const before = await photoIds(core);
    await core.client.roots.forget({ rootId });
    expect(await core.client.roots.forgotten()).toMatchObject([{ rootId, state: "forgotten", photos: 3 }]);
    expect(await core.client.roots.recall({ rootId })).toMatchObject({ rootId, state: "online", photos: 3 });
    expect(await photoIds(core)).toEqual(before);
    expect(await found(core)).toBe(5);
    expect((await index(core, first)).ledger).toMatchObject({ found: 3, unchanged: 3 });
  });

  it("is undone by adding the folder again", async () => {
    const { core, first, rootId } = await withTwoFolders();
    await core.client.roots.forget({ rootId });
    expect((await index(core, first)).ledger).toMatchObject({ found: 3, indexed: 0 });
    expect(await photoIds(core)).toHaveLength(5);
    expect(await core.client.roots.forgotten()).toEqual([]);
  });

  it("keeps the rest forgotten when only a part of it is added again", async () => {
    const core = await openCore();
    const folder = await temporaryDirectory();
    await put(join(folder, "a", "0.jpg"), await jpeg(0));
    await put(join(folder, "b", "1.jpg"), await jpeg(1));
    await index(core, folder);
    const rootId = (await core.client.library.stats()).roots[0]?.rootId as number;
    await core.client.roots.forget({ rootId });
    expect((await index(core, join(folder, "a"))).ledger).toMatchObject({ found: 1, unchanged: 1 });
    expect(await photoIds(core)).toHaveLength(1);
    await core.client.roots.recall({ rootId });
    expect(await photoIds(core)).toHaveLength(2);
    expect((await core.client.library.stats()).roots).toMatchObject([{ path: folder, photos: 2 }]);
  });

  it("lasts: what is purged leaves nothing behind, and pages are told", async () => {
    const { core, rootId } = await withTwoFolders();
    await core.client.roots.forget({ rootId });
    const { revision } = await core.client.photos.timeline({});
    expect(await core.client.roots.purge({ rootId })).toEqual({ removedPhotos: 2 });
    expect(await core.client.library.stats()).toMatchObject({ photos: 3, thumbnails: 3, vectors: 3 });
    const delta = await core.client.photos.timeline({ since: revision });
    expect(decodeIds(delta.removedAssetIds)).toHaveLength(2);
    await expect(core.client.roots.recall({ rootId })).rejects.toMatchObject({ code: "ROOT_NOT_FOUND" });
  });

  it("is for good after thirty days", async () => {
    const { core, rootId } = await withTwoFolders();
    await core.client.roots.forget({ rootId });
    const { roots } = core.context.services;
    await roots.purgeOld(Date.now() + 29 * 24 * 3_600_000);
    expect(await core.client.roots.forgotten()).toHaveLength(1);
    await roots.purgeOld(Date.now() + 31 * 24 * 3_600_000);
    expect(await core.client.roots.forgotten()).toEqual([]);
    expect((await core.client.library.stats()).thumbnails).toBe(3);
  });
});
