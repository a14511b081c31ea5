import { rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PhotoDetails } from "../../../src/contract/index.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { dng, xmp } from "../../helpers/raw-files.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function photosOf(core: Core): Promise<PhotoDetails[]> {
  const { assetIds } = await core.client.photos.timeline({});
  const bytes = Buffer.from(assetIds, "base64");
  const ids = Array.from({ length: bytes.length / 4 }, (_, row) => bytes.readUInt32LE(row * 4));
  return Promise.all(ids.map((assetId) => core.client.photos.details({ assetId })));
}

const film = Buffer.from("\0\0\0\x14ftypqt  \0\0\0\0qt  ", "latin1");

describe("a folder with photos of several files", () => {
  it("shows each as one, with its parts, and lists no part as a problem", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "IMG_1.jpg"), await jpeg(1));
    await put(join(folder, "IMG_1.MOV"), film);
    await put(join(folder, "DSC_2.JPG"), await jpeg(2));
    await put(join(folder, "DSC_2.DNG"), await dng(await jpeg(3, { width: 640, height: 480 })));
    await put(join(folder, "DSC_2.xmp"), xmp({ rating: 4, title: "Harbour" }));
    const { ledger } = await index(core, folder);
    expect(ledger).toEqual({ found: 5, indexed: 3, unchanged: 0, duplicate: 0, skipped: 2, failed: 0 });
    expect((await core.client.problems.list({})).total).toBe(0);
    const photos = await photosOf(core);
    expect(photos).toHaveLength(2);
    const [live, pair] = ["IMG_1.jpg", "DSC_2.JPG"].map((name) =>
      photos.find(({ files }) => files[0]?.path.endsWith(name)),
    );
    expect(live?.parts).toMatchObject([{ kind: "video", path: join(folder, "IMG_1.MOV") }]);
    expect(pair?.parts.map(({ kind }) => kind)).toEqual(["raw", "sidecar"]);
    expect(pair).toMatchObject({ rating: 4, title: "Harbour" });
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(2);
    expect((await index(core, folder)).ledger).toMatchObject({ found: 5, unchanged: 3, skipped: 2 });
  });

  it("shows the RAW file when its JPEG goes, and hides it when it comes back", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await jpeg(1));
    await put(join(folder, "a.dng"), await dng(await jpeg(2, { width: 640, height: 480 })));
    await index(core, folder);
    const away = join(await temporaryDirectory(), "a.jpg");
    await rename(join(folder, "a.jpg"), away);
    await index(core, folder);
    expect((await photosOf(core)).map(({ format }) => format)).toEqual(["raw"]);
    expect((await core.client.search.text({ query: "anything" })).ranked).toBe(1);
    await rename(away, join(folder, "a.jpg"));
    await index(core, folder);
    expect((await photosOf(core)).map(({ format }) => format)).toEqual(["jpeg"]);
  });

  it("shows the RAW file when the JPEG beside it is damaged", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), "no picture");
    await put(join(folder, "a.dng"), await dng(await jpeg(2, { width: 640, height: 480 })));
    expect((await index(core, folder)).ledger).toMatchObject({ indexed: 1, failed: 1 });
    expect((await photosOf(core)).map(({ format }) => format)).toEqual(["raw"]);
  });

  it("reads a sidecar again when it changes, comes or goes, and decodes nothing for it", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await jpeg(1));
    await index(core, folder);
    expect((await photosOf(core))[0]).toMatchObject({ rating: null, keywords: [] });
    await writeFile(join(folder, "a.jpg.xmp"), xmp({ rating: 2, keywords: ["sea"] }));
    expect((await index(core, folder)).ledger).toMatchObject({ indexed: 0, unchanged: 1, skipped: 1 });
    expect((await photosOf(core))[0]).toMatchObject({ rating: 2, keywords: ["sea"] });
    await writeFile(join(folder, "a.jpg.xmp"), xmp({ rating: 5, keywords: ["sea", "boat"] }));
    await index(core, folder);
    expect((await photosOf(core))[0]).toMatchObject({ rating: 5, keywords: ["sea", "boat"] });
    await rm(join(folder, "a.jpg.xmp"));
    await index(core, folder);
    expect((await photosOf(core))[0]).toMatchObject({ rating: null, keywords: [], parts: [] });
  });

  it("counts a video that stands alone as skipped and says that it is one", async () => {
    const [core, folder] = [await openCore(), await temporaryDirectory()];
    await put(join(folder, "a.jpg"), await jpeg(1));
    await put(join(folder, "film.mp4"), film);
    expect((await index(core, folder)).ledger).toMatchObject({ found: 2, indexed: 1, skipped: 1, failed: 0 });
    const { problems } = await core.client.problems.list({});
    expect(problems).toMatchObject([{ outcome: "skipped", message: expect.stringContaining("video") }]);
  });
});
