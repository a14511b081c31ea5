import { readFile, rm } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { mediaPath, parseMediaPath } from "../../../src/contract/media.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { codedAvif, codedPng, withPngChunk } from "../../helpers/patches.ts";
import { picture, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function coreWith(bytes: Buffer, name: string): Promise<{ core: Core; path: string }> {
  const [core, folder] = [await openCore(), await temporaryDirectory()];
  const path = join(folder, name);
  await put(path, bytes);
  await index(core, folder);
  return { core, path };
}

describe("the address of a picture", () => {
  it("is read back from what was written, and nothing else is one", () => {
    expect(parseMediaPath(mediaPath("preview", 12))).toEqual({ kind: "preview", assetId: 12 });
    const wrong = [
      "/media/original/0",
      "/media/original/-1",
      "/media/x/1",
      "/media/original/1/..",
      "/media/original/%31",
    ];
    for (const path of [
      ...wrong,
      "/media/original/1.jpg",
      "media/original/1",
      "/media/original/99999999999999999",
    ]) {
      expect(parseMediaPath(path)).toBeUndefined();
    }
  });
});

describe("the media of a photo", () => {
  it("has a WebP thumbnail and the original's own bytes", async () => {
    const bytes = await picture(1, { width: 800, height: 600 }).jpeg().toBuffer();
    const { core, path } = await coreWith(bytes, "a.jpg");
    const thumbnail = await core.media("thumbnail", 1);
    if (!thumbnail || !("body" in thumbnail)) throw new Error("There is no thumbnail.");
    expect(thumbnail.contentType).toBe("image/webp");
    expect((await sharp(thumbnail.body).metadata()).width).toBe(320);
    for (const kind of ["original", "preview"] as const) {
      const original = await core.media(kind, 1);
      expect(original).toMatchObject({ contentType: "image/jpeg", filePath: path, sizeBytes: bytes.length });
      expect(await readFile((original as { filePath: string }).filePath)).toEqual(bytes);
    }
  });

  it("shows what browsers cannot as an upright WebP", async () => {
    const bytes = await picture(1, { width: 90, height: 60 })
      .tiff()
      .withMetadata({ orientation: 6 })
      .toBuffer();
    const { core } = await coreWith(bytes, "a.tif");
    const preview = await core.media("preview", 1);
    if (!preview || !("body" in preview)) throw new Error("There is no preview.");
    const { format, width, height } = await sharp(preview.body).metadata();
    expect([format, width, height]).toEqual(["webp", 60, 90]);
  });

  it("shows what browsers would turn or colour otherwise as its thumbnail shows it", async () => {
    const small = () => picture(1, { width: 90, height: 60 });
    const frames = await Promise.all(
      [1, 2, 3].map((n) => picture(n, { width: 90, height: 60 }).png().toBuffer()),
    );
    const moving = await sharp(frames, { join: { animated: true } })
      .withMetadata({ orientation: 6 })
      .webp({ delay: [100, 200, 300] })
      .toBuffer();
    const hidden: Record<string, Buffer> = {
      "hdr.png": await codedPng({ primaries: 9, transfer: 16 }),
      "wide.avif": await codedAvif({ primaries: 12, transfer: 13 }, 10),
      "turned.webp": await small().withMetadata({ orientation: 6 }).webp().toBuffer(),
      "moving.webp": moving,
      "print.jpg": await small().toColourspace("cmyk").jpeg().toBuffer(),
    };
    for (const [name, bytes] of Object.entries(hidden)) {
      const { core } = await coreWith(bytes, name);
      const preview = await core.media("preview", 1);
      if (!preview || !("body" in preview)) throw new Error(`${name} is shown as it is.`);
      const { format, width, pageHeight, height, pages, delay } = await sharp(preview.body).metadata();
      expect(format, name).toBe("webp");
      if (name.endsWith("webp")) expect([width, pageHeight ?? height], name).toEqual([60, 90]);
      if (name === "moving.webp") expect([pages, delay]).toEqual([3, [100, 200, 300]]);
    }
  });

  it("shows what browsers show alike by its own bytes, and so whatever moves", async () => {
    const frames = await Promise.all([1, 2].map((number) => picture(number).png().toBuffer()));
    const still = await picture(3).png().toBuffer();
    const shown: Record<string, Buffer> = {
      "moving.gif": await sharp(frames, { join: { animated: true } })
        .gif()
        .toBuffer(),
      "moving.png": withPngChunk(still, "acTL", [0, 0, 0, 2, 0, 0, 0, 0]),
      "srgb.png": withPngChunk(still, "cICP", [1, 13, 0, 1]),
      "turned.jpg": await picture(1).withMetadata({ orientation: 6 }).jpeg().toBuffer(),
      "upright.webp": await picture(1).withMetadata({ orientation: 1 }).webp().toBuffer(),
      "plain.avif": await picture(1).avif({ effort: 0 }).toBuffer(),
    };
    for (const [name, bytes] of Object.entries(shown)) {
      const { core } = await coreWith(bytes, name);
      expect(await core.media("preview", 1), name).toHaveProperty("filePath");
    }
  });

  it("keeps its thumbnail when the file is out of reach", async () => {
    const { core, path } = await coreWith(await picture(1).jpeg().toBuffer(), "a.jpg");
    await rm(path);
    expect(await core.media("thumbnail", 1)).toBeDefined();
    expect(await core.media("original", 1)).toBeUndefined();
    expect(await core.media("thumbnail", 2)).toBeUndefined();
  });
});
