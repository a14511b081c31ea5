import { createHash } from "node:crypto";
import { copyFile, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { captionerModels } from "../../helpers/captioners.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, picture, put } from "../../helpers/pictures.ts";
import { readOnly } from "../../helpers/read-only-library.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A library with two photos of which nothing is written in the background. */
async function openLibrary() {
  const { directory: modelsDirectory } = await captionerModels();
  const libraryDirectory = await temporaryDirectory();
  const core = await openCore({ libraryDirectory, modelsDirectory });
  await core.client.captions.setMode({ mode: "off" });
  const folder = await folderOf(2);
  await index(core, folder);
  return { core, folder, libraryDirectory, modelsDirectory, assetIds: await photoIds(core) };
}

const captionOf = async (core: Core, assetId: number) =>
  (await core.client.photos.details({ assetId })).caption;

describe("one caption now", () => {
  it("of a photo is written and kept, and from then on answered", async () => {
    const { core, folder, assetIds } = await openLibrary();
    const [assetId = 0] = assetIds;
    const answer = await core.client.captions.writeNow({ assetId });
    expect(answer).toEqual({
      path: expect.stringContaining(folder),
      assetId,
      caption: expect.any(String),
      confidence: expect.any(Number),
      model: "test-captioner",
      isOwn: false,
    });
    expect(await captionOf(core, assetId)).toMatchObject({ text: answer.caption });
    const { writtenAt } = (await captionOf(core, assetId)) ?? {};
    expect(await core.client.captions.writeNow({ assetId })).toEqual(answer);
    expect(await captionOf(core, assetId)).toMatchObject({ writtenAt });
    // By the path of its file, or of a copy anywhere, it is the same photo.
    const copy = join(await temporaryDirectory(), "copy.jpg");
    await copyFile(answer.path, copy);
    expect(await core.client.captions.writeNow({ path: copy })).toEqual({ ...answer, path: copy });
  });

  it("is a person's own where there is one", async () => {
    const { core, assetIds } = await openLibrary();
    const [assetId = 0] = assetIds;
    await core.client.captions.edit({ assetId, text: "Rex" });
    expect(await core.client.captions.writeNow({ assetId })).toMatchObject({
      caption: "Rex",
      confidence: null,
      model: null,
      isOwn: true,
    });
  });

  it("is another one than what was rejected, or than what another was asked for", async () => {
    const { core, assetIds } = await openLibrary();
    const [rejected = 0, asked = 0] = assetIds;
    const first = await core.client.captions.writeNow({ assetId: rejected });
    await core.client.captions.reject({ photos: { assetIds: [rejected] } });
    expect(await captionOf(core, rejected)).toBeNull();
    const second = await core.client.captions.writeNow({ assetId: rejected });
    expect(second.caption).not.toBeNull();
    expect(second.caption).not.toBe(first.caption);
    const before = await core.client.captions.writeNow({ assetId: asked });
    await core.client.captions.writeAgain({ photos: { assetIds: [asked] } });
    const after = await core.client.captions.writeNow({ assetId: asked });
    expect(after.caption).not.toBe(before.caption);
    await core.client.history.undo({});
    expect((await captionOf(core, asked))?.text).toBe(before.caption);
  });

  it("of a picture outside of the library is answered and not kept", async () => {
    const { core } = await openLibrary();
    const path = join(await temporaryDirectory(), "elsewhere.png");
    await writeFile(path, await picture(77).png().toBuffer());
    const answer = await core.client.captions.writeNow({ path });
    expect(answer).toMatchObject({ path, assetId: null, caption: expect.any(String), isOwn: false });
    expect((await core.client.captions.status()).written).toBe(0);
  });

  it("of strange shapes, and of one colour, is as good as any", async () => {
    const { core } = await openLibrary();
    const directory = await temporaryDirectory();
    for (const [width, height] of [
      [1, 1],
      [1, 10_000],
      [10_000, 1],
    ] as const) {
      const path = join(directory, `${width}x${height}.png`);
      await writeFile(path, await picture(3, { width, height }).png().toBuffer());
      expect(await core.client.captions.writeNow({ path })).toMatchObject({ path, assetId: null });
    }
  });

  it.each([
    ["no such file", "gone.jpg", undefined, "ASSET_NOT_FOUND"],
    ["an empty file", "empty.jpg", Buffer.alloc(0), "EMPTY_FILE"],
    ["no picture", "notes.jpg", Buffer.from("Dear diary, today"), "UNSUPPORTED_FORMAT"],
  ])("says what is wrong with %s", async (_, name, bytes, code) => {
    const { core } = await openLibrary();
    const path = join(await temporaryDirectory(), name);
    if (bytes) await writeFile(path, bytes);
    await expect(core.client.captions.writeNow({ path })).rejects.toMatchObject({ code });
  });

  it("says what is wrong with a picture that was cut off", async () => {
    const { core } = await openLibrary();
    const path = join(await temporaryDirectory(), "cut.jpg");
    await put(path, (await jpeg(5)).subarray(0, 400));
    await expect(core.client.captions.writeNow({ path })).rejects.toMatchObject({
      code: expect.stringMatching(/^(CORRUPT|TRUNCATED)$/),
      message: expect.stringContaining(path),
    });
    await expect(core.client.captions.writeNow({ assetId: 9999 })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
    });
  });

  it("needs a captioner", async () => {
    const core = await openCore();
    await index(core, await folderOf(1));
    const [assetId = 0] = await photoIds(core);
    expect(await core.client.captions.status()).toMatchObject({ captioner: null, stage: null });
    await expect(core.client.captions.writeNow({ assetId })).rejects.toMatchObject({ code: "MODEL_MISSING" });
  });

  it("is answered in a library that can only be read, which stays as it is", async () => {
    const { core, libraryDirectory, modelsDirectory, assetIds } = await openLibrary();
    const [assetId = 0] = assetIds;
    await core.close();
    const hash = async () => {
      const bytes = await readFile(join(libraryDirectory, "catalog.sqlite"));
      return createHash("sha256").update(bytes).digest("hex");
    };
    const before = await hash();
    if (!(await readOnly(libraryDirectory))) return;
    const looking = await openCore({ libraryDirectory, modelsDirectory });
    expect(await looking.client.captions.writeNow({ assetId })).toMatchObject({
      caption: expect.any(String),
    });
    expect(await captionOf(looking, assetId)).toBeNull();
    // Opening a photo is no reason for an error.
    await looking.client.captions.opened({ assetId });
    expect(await looking.client.captions.status()).toMatchObject({ mode: "off", photos: 2 });
    const photos = { assetIds };
    for (const write of [
      () => looking.client.captions.setMode({ mode: "all" }),
      () => looking.client.captions.edit({ assetId, text: "Rex" }),
      () => looking.client.captions.reject({ photos }),
      () => looking.client.captions.writeAgain({ photos }),
      () => looking.client.captions.clear(),
    ]) {
      await expect(write(), String(write)).rejects.toMatchObject({ code: "LIBRARY_READ_ONLY" });
    }
    await looking.close();
    expect(await hash()).toBe(before);
  });
});
