import { copyFile, link, mkdir, rename, rm, utimes } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { decodeIds, photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A library with one folder, in which each numbered picture lies under `a/`. */
async function withPhotos(count: number): Promise<[Core, string]> {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  for (let number = 0; number < count; number++) {
    await put(join(folder, "a", `${number}.jpg`), await jpeg(number));
  }
  await index(core, folder);
  return [core, folder];
}

describe("photos that move", () => {
  it("are counted as moved and unchanged, and none is processed again, when a whole folder is renamed", async () => {
    const [core, folder] = await withPhotos(12);
    const before = await photoIds(core);
    await rename(join(folder, "a"), join(folder, "b"));
    const { ledger, moved, reprocessed } = await index(core, folder);
    expect({ moved, reprocessed }).toEqual({ moved: 12, reprocessed: 0 });
    expect(ledger).toMatchObject({ found: 12, unchanged: 12, indexed: 0, duplicate: 0 });
    expect(await photoIds(core)).toEqual(before);
    expect(await core.client.library.stats()).toMatchObject({ photos: 12, files: 12 });
    expect((await index(core, folder)).moved).toBe(0);
  });

  it("are told from copies, and from photos that only got a new date", async () => {
    const [core, folder] = await withPhotos(3);
    await copyFile(join(folder, "a", "0.jpg"), join(folder, "copy.jpg"));
    await utimes(join(folder, "a", "1.jpg"), new Date(1e12), new Date(1e12));
    await rename(join(folder, "a", "2.jpg"), join(folder, "moved.jpg"));
    const { ledger, moved, reprocessed } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 4, unchanged: 3, duplicate: 1, indexed: 0 });
    expect({ moved, reprocessed }).toEqual({ moved: 1, reprocessed: 0 });
  });

  it("are counted as duplicates where a third file holds the same", async () => {
    const [core, folder] = await withPhotos(1);
    await copyFile(join(folder, "a", "0.jpg"), join(folder, "copy.jpg"));
    await index(core, folder);
    await rename(join(folder, "copy.jpg"), join(folder, "copy of it.jpg"));
    const { ledger, moved } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 2, unchanged: 1, duplicate: 1 });
    expect(moved).toBe(1);
  });

  it("are found across folders of the library", async () => {
    const [core, folder] = await withPhotos(2);
    const elsewhere = await temporaryDirectory();
    await put(join(elsewhere, "other.jpg"), await jpeg(50));
    await index(core, elsewhere);
    await rename(join(folder, "a", "0.jpg"), join(elsewhere, "0.jpg"));
    expect(await index(core, elsewhere)).toMatchObject({ moved: 1, ledger: { unchanged: 2, indexed: 0 } });
    expect((await core.client.library.stats()).photos).toBe(3);
  });

  it("keep their places when two swap names", async () => {
    const [core, folder] = await withPhotos(2);
    const before = await photoIds(core);
    await rename(join(folder, "a", "0.jpg"), join(folder, "a", "t.jpg"));
    await rename(join(folder, "a", "1.jpg"), join(folder, "a", "0.jpg"));
    await rename(join(folder, "a", "t.jpg"), join(folder, "a", "1.jpg"));
    const { ledger, reprocessed } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 2, unchanged: 2, indexed: 0 });
    expect(reprocessed).toBe(0);
    expect(await photoIds(core)).toEqual(before);
  });

  it("may change nothing but the case of a name, or its Unicode form", async () => {
    const [core, folder] = await withPhotos(1);
    await put(join(folder, "Caf\u00e9.jpg"), await jpeg(20));
    await index(core, folder);
    await rename(join(folder, "a", "0.jpg"), join(folder, "a", "0.JPG"));
    await rename(join(folder, "Caf\u00e9.jpg"), join(folder, "Cafe\u0301.jpg"));
    const { ledger, moved } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 2, unchanged: 2, duplicate: 0 });
    expect(moved).toBe(2);
    const paths = (await core.client.search.text({ query: "x" })).results.map(({ path }) => path).sort();
    expect(paths).toEqual([join(folder, "Cafe\u0301.jpg"), join(folder, "a", "0.JPG")].sort());
  });

  it("are not mistaken for two names of one file", async () => {
    const [core, folder] = await withPhotos(1);
    await link(join(folder, "a", "0.jpg"), join(folder, "a", "0.JPG"));
    const { ledger, moved } = await index(core, folder);
    expect(ledger).toMatchObject({ found: 2, unchanged: 1, duplicate: 1 });
    expect(moved).toBe(0);
  });
});

describe("a new version of a photo", () => {
  it("takes the old one's place, and what was made from that goes", async () => {
    const [core, folder] = await withPhotos(2);
    const { revision } = await core.client.photos.timeline({});
    const before = await photoIds(core);
    await put(join(folder, "a", "0.jpg"), await jpeg(60));
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, indexed: 1, unchanged: 1 });
    expect(await core.client.library.stats()).toMatchObject({ photos: 2, thumbnails: 2, vectors: 2 });
    const { removedAssetIds } = await core.client.photos.timeline({ since: revision });
    const after = await photoIds(core);
    expect(decodeIds(removedAssetIds)).toEqual(before.filter((id) => !after.includes(id)));
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(2);
  });

  it("leaves the old one where another file holds it", async () => {
    const [core, folder] = await withPhotos(1);
    await copyFile(join(folder, "a", "0.jpg"), join(folder, "kept.jpg"));
    await index(core, folder);
    const [old] = await photoIds(core);
    await put(join(folder, "a", "0.jpg"), await jpeg(60));
    await index(core, folder);
    const after = await photoIds(core);
    expect(after).toHaveLength(2);
    expect(after).toContain(old);
  });

  it("can be followed by the old one again", async () => {
    const [core, folder] = await withPhotos(1);
    await put(join(folder, "a", "0.jpg"), await jpeg(60));
    await index(core, folder);
    await put(join(folder, "a", "0.jpg"), await jpeg(0));
    expect((await index(core, folder)).ledger).toMatchObject({ found: 1, indexed: 1 });
    expect(await core.client.library.stats()).toMatchObject({ photos: 1, thumbnails: 1, vectors: 1 });
  });
});

describe("a photo that is only gone", () => {
  it("keeps what was made from it, for the day it is back", async () => {
    const [core, folder] = await withPhotos(2);
    await mkdir(join(folder, "kept"));
    await rm(join(folder, "a", "0.jpg"));
    await index(core, folder);
    expect(await core.client.library.stats()).toMatchObject({ photos: 1, thumbnails: 2 });
    await put(join(folder, "kept", "0.jpg"), await jpeg(0));
    expect(await index(core, folder)).toMatchObject({ moved: 1, reprocessed: 0, ledger: { unchanged: 2 } });
  });
});
