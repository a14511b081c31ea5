import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";

async function openLibrary(photos: number) {
  const core = await openCore();
  await index(core, await folderOf(photos));
  const assetIds = await photoIds(core);
  const { catalog } = core.context.services;
  const model = { confidence: null, modelId: "m", modelName: "M", revision: "1", writtenAt: Date.now() };
  catalog.transaction(() => {
    for (const assetId of assetIds) catalog.captions.put(assetId, { text: "a dog", ...model }, "m@1");
  });
  return { core, assetIds };
}

const titles = async (core: Core) =>
  (await core.client.history.list({})).map((entry) => (entry.kind === "clean-up" ? "" : entry.title));

const nothing = { photosChanged: 0, actionId: null };

describe("what is done to captions", () => {
  it("is one list with all else that was done, each in words, and the latest of all is undone first", async () => {
    const { core, assetIds } = await openLibrary(3);
    const [first = 0] = assetIds;
    await core.client.captions.edit({ assetId: first, text: "  My \n words " });
    await core.client.captions.reject({ photos: { assetIds } });
    await core.client.collections.create({ name: "Rome", assetIds });
    await core.client.captions.writeAgain({ photos: { assetIds: assetIds.slice(1, 2) } });
    expect(await titles(core)).toEqual([
      expect.stringMatching(/^Asked to write the caption of “\d\.jpg” again$/),
      "Created “Rome” with 3 photos",
      "Rejected the captions of 2 photos",
      expect.stringMatching(/^Edited the caption of “\d\.jpg”$/),
    ]);
    expect((await core.client.photos.details({ assetId: first })).caption).toMatchObject({
      text: "My words",
    });
    const undone: (string | undefined)[] = [];
    for (let step = 0; step < 4; step++) {
      const { action, captionAction, batchId } = await core.client.history.undo({});
      expect(batchId).toBeNull();
      undone.push((action ?? captionAction)?.title);
    }
    expect(undone).toEqual([
      expect.stringMatching(/^Undid: Asked to write/),
      "Undid: Created “Rome” with 3 photos",
      "Undid: Rejected the captions of 2 photos",
      expect.stringMatching(/^Undid: Edited/),
    ]);
    await expect(core.client.history.undo({})).rejects.toMatchObject({ code: "ACTION_NOT_FOUND" });
    for (const assetId of assetIds) {
      expect((await core.client.photos.details({ assetId })).caption).toMatchObject({
        text: "a dog",
        isOwn: false,
      });
    }
  });

  it("is not taken back from under what was done to the same photo since", async () => {
    const { core, assetIds } = await openLibrary(2);
    const [first = 0, second = 0] = assetIds;
    const { actionId: rejected } = await core.client.captions.reject({ photos: { assetIds } });
    const { actionId: edited } = await core.client.captions.edit({ assetId: second, text: "Rex" });
    if (rejected === null || edited === null) throw new Error("Nothing was changed.");
    const buried = core.client.history.undo({ captionActionId: rejected });
    await expect(buried).rejects.toMatchObject({
      code: "ACTION_BURIED",
      message: expect.stringContaining("Edited"),
    });
    const { captionAction } = await core.client.history.undo({ captionActionId: edited });
    expect(captionAction).toMatchObject({ action: "undone", photos: 1, undoneAt: null });
    const { captionAction: under } = await core.client.history.undo({ captionActionId: rejected });
    expect((await core.client.photos.details({ assetId: first })).caption?.text).toBe("a dog");
    // Undoing an undoing does it again, in the order in which it was done.
    const redo = (action: typeof under) =>
      core.client.history.undo({ captionActionId: action?.captionActionId ?? 0 });
    await expect(redo(captionAction)).rejects.toMatchObject({ code: "ACTION_BURIED" });
    await redo(under);
    const { captionAction: redone } = await redo(captionAction);
    expect(redone).toMatchObject({ action: "redone", title: expect.stringMatching(/^Redid: Edited/) });
    expect((await core.client.photos.details({ assetId: second })).caption).toMatchObject({ text: "Rex" });
    const both = core.client.history.undo({ captionActionId: edited, actionId: 1 });
    await expect(both).rejects.toMatchObject({ code: "QUERY_INVALID" });
  });

  it("is nothing where nothing has to be changed, and is not listed then", async () => {
    const { core, assetIds } = await openLibrary(1);
    const [assetId = 0] = assetIds;
    expect(await core.client.captions.edit({ assetId, text: "" })).toEqual(nothing);
    await core.client.captions.reject({ photos: { assetIds } });
    expect(await core.client.captions.reject({ photos: { assetIds } })).toEqual(nothing);
    await core.client.captions.edit({ assetId, text: "Rex" });
    expect(await core.client.captions.edit({ assetId, text: "Rex" })).toEqual(nothing);
    expect(await core.client.captions.writeAgain({ photos: { assetIds } })).toEqual(nothing);
    expect(await titles(core)).toHaveLength(2);
  });

  it("may be meant by a folder or a query as well, and for what is no photo it is refused", async () => {
    const { core, assetIds } = await openLibrary(4);
    await core.client.captions.edit({ assetId: assetIds[0] as number, text: "Rex" });
    expect(await core.client.captions.reject({ photos: { query: '"a dog"' } })).toMatchObject({
      photosChanged: 3,
    });
    await expect(core.client.captions.reject({ photos: {} })).rejects.toMatchObject({
      code: "QUERY_INVALID",
    });
    await expect(core.client.captions.reject({ photos: { assetIds: [9999] } })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
    });
    await expect(core.client.captions.edit({ assetId: 9999, text: "x" })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
    });
  });
});

it("a person's own caption outlasts its photo's leaving the library, and comes back with it", async () => {
  const core = await openCore();
  const folder = await folderOf(1);
  await index(core, folder);
  const [assetId = 0] = await photoIds(core);
  await core.client.captions.edit({ assetId, text: "Rex" });
  const { rootId = 0 } = (await core.client.library.stats()).roots[0] ?? {};
  await core.client.roots.forget({ rootId });
  expect(await photoIds(core)).toEqual([]);
  expect(await core.client.captions.status()).toMatchObject({ own: 0, photos: 0 });
  await index(core, folder);
  const [again = 0] = await photoIds(core);
  expect((await core.client.photos.details({ assetId: again })).caption).toMatchObject({
    text: "Rex",
    isOwn: true,
  });
});

it("pages are told that captions changed", async () => {
  const { core, assetIds } = await openLibrary(1);
  const ending = new AbortController();
  const events = await core.client.library.events(undefined, { signal: ending.signal });
  await core.client.captions.edit({ assetId: assetIds[0] as number, text: "Rex" });
  const types: string[] = [];
  for await (const { type } of events) {
    types.push(type);
    if (type === "captions") break;
  }
  expect(types).toContain("captions");
  ending.abort();
});
