import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { parseTilePath, type TileAddress, tilePath, tileSizePixels } from "../../../src/contract/tiles.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { drawMarked, markedPicture, markedPixels } from "../../helpers/marked-picture.ts";
import { picture, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

interface Library {
  core: Core;
  folder: string;
  libraryDirectory: string;
}

async function libraryWith(files: Record<string, Buffer>): Promise<Library> {
  const [libraryDirectory, folder] = [await temporaryDirectory(), await temporaryDirectory()];
  const core = await openCore({ libraryDirectory });
  for (const [name, bytes] of Object.entries(files)) await put(join(folder, name), bytes);
  await index(core, folder);
  return { core, folder, libraryDirectory };
}

async function tileOf(core: Core, address: TileAddress): Promise<Buffer> {
  const answer = await core.tile(address);
  if (!answer || !("body" in answer)) throw new Error("There is no such tile.");
  expect(answer.contentType).toBe("image/png");
  return Buffer.from(answer.body);
}

const marked = markedPicture(1700, 1100);

describe("the address of a tile", () => {
  it("is read back from what was written, and nothing else is one", () => {
    const address = { assetId: 17, key: `${"0123456789abcdef".repeat(2)}-1`, level: 0, column: 3, row: 4 };
    const path = tilePath(address);
    expect(parseTilePath(path)).toEqual(address);
    const wrong = [
      path.replace("/17/", "/0/"),
      path.replace("/17/", "/017/"),
      path.replace("/0/3/4", "/0/3"),
      path.replace("/0/3/4", "/0/3/-4"),
      path.replace("/0/3/4", "/0/03/4"),
      path.replace("/0/3/4", "/32/3/4"),
      path.replace("/0/3/4", "/0/3/99999"),
      path.replace("0123", "../1"),
      path.replace("0123", "xyz1"),
      `${path}.png`,
      `${path}/`,
      "/media/tile/17",
      "/media/preview/17",
    ];
    for (const other of wrong) expect([other, parseTilePath(other)]).toEqual([other, undefined]);
  });
});

describe("the tiles of a photo in the library", () => {
  it("show its own pixels, and there is none beyond its edge", async () => {
    const { core } = await libraryWith({
      "a.tif": await drawMarked(marked).tiff({ compression: "lzw" }).toBuffer(),
    });
    const { key, levels } = await core.client.photos.tiles({ assetId: 1 });
    expect(levels).toEqual([
      { width: 1700, height: 1100 },
      { width: 850, height: 550 },
      { width: 425, height: 275 },
    ]);
    const at = { assetId: 1, key, level: 0, column: 1, row: 1 };
    const own = await sharp(markedPixels(marked), { raw: { width: 1700, height: 1100, channels: 3 } })
      .extract({
        left: tileSizePixels,
        top: tileSizePixels,
        width: tileSizePixels,
        height: 1100 - tileSizePixels,
      })
      .raw()
      .toBuffer();
    expect(
      (
        await sharp(await tileOf(core, at))
          .raw()
          .toBuffer()
      ).equals(own),
    ).toBe(true);
    expect(await core.tile({ ...at, column: 3 })).toBeUndefined();
    expect(await core.tile({ ...at, level: 3 })).toBeUndefined();
    expect(await core.tile({ ...at, assetId: 2 })).toBeUndefined();
    expect(await core.tile({ ...at, key: `${"0".repeat(32)}-1` })).toBeUndefined();
  });

  it("are none where the preview is the photo's own file", async () => {
    const { core } = await libraryWith({ "a.jpg": await picture(1).jpeg().toBuffer() });
    expect((await core.client.photos.tiles({ assetId: 1 })).levels).toEqual([]);
  });

  it("stay while the original is away, and what was not made says so", async () => {
    const [first, second] = [
      await drawMarked(marked).tiff({ compression: "lzw" }).toBuffer(),
      await picture(2).tiff().toBuffer(),
    ];
    const { core, folder } = await libraryWith({ "a/first.tif": first, "b/second.tif": second });
    const ids = [1, 2];
    const names = await Promise.all(
      ids.map(async (assetId) => (await core.client.photos.details({ assetId })).files[0]?.path ?? ""),
    );
    const firstId = names[0]?.endsWith("first.tif") ? 1 : 2;
    const { key } = await core.client.photos.tiles({ assetId: firstId });
    await rename(folder, `${folder}-away`);
    try {
      const address = { assetId: firstId, key, level: 1, column: 0, row: 0 };
      expect((await sharp(await tileOf(core, address)).metadata()).width).toBe(tileSizePixels);
      await expect(core.client.photos.tiles({ assetId: 3 - firstId })).rejects.toMatchObject({
        code: "ROOT_OFFLINE",
      });
    } finally {
      await rename(`${folder}-away`, folder);
    }
    await rm(join(folder, "b/second.tif"));
    await expect(core.client.photos.tiles({ assetId: 3 - firstId })).rejects.toMatchObject({
      code: "VANISHED",
    });
    await expect(core.client.photos.tiles({ assetId: 99 })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
    });
  });

  it("of a file that is damaged end in a code", async () => {
    const whole = await drawMarked(marked).tiff({ compression: "lzw" }).toBuffer();
    const { core, folder } = await libraryWith({ "a.tif": whole });
    await put(join(folder, "a.tif"), whole.subarray(0, 600));
    await expect(core.client.photos.tiles({ assetId: 1 })).rejects.toMatchObject({ code: "CORRUPT" });
  });

  it("leave nothing behind when the library is closed, nor what a process left that was killed", async () => {
    const { core, libraryDirectory } = await libraryWith({
      "a.tif": await drawMarked(marked).tiff({ compression: "lzw" }).toBuffer(),
    });
    const left = join(libraryDirectory, "tiles/left.tif.part");
    await put(left, "what a process left that was killed");
    await core.client.photos.tiles({ assetId: 1 });
    expect(await readdir(join(libraryDirectory, "tiles"))).toHaveLength(1);
    await core.close();
    expect(await readdir(libraryDirectory)).not.toContain("tiles");
  });
});
