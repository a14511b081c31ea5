import { expect, it, onTestFinished } from "vitest";
import { CaptionChanges } from "../../../src/core/captions/caption-changes.ts";
import { CaptionerAtWork } from "../../../src/core/captions/captioner-at-work.ts";
import { CaptionsStage } from "../../../src/core/captions/captions-stage.ts";
import type { Core } from "../../../src/core/index.ts";
import { startCaptioner } from "../../../src/core/workers/captioner-process.ts";
import { captionerModels } from "../../helpers/captioners.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";

const turn = { isAwaited: false, signal: new AbortController().signal };

/** A batch of the stage of a library whose captions are written by nobody else, and what happens while it is at it. */
async function openStage() {
  const { directory: modelsDirectory } = await captionerModels();
  const core = await openCore({ modelsDirectory });
  await core.client.captions.setMode({ mode: "opened" });
  await index(core, await folderOf(2));
  const [assetId = 0] = await photoIds(core);
  await core.context.services.stages.settled("captions");
  const { catalog, places, decodePool, captionerChoice } = core.context.services;
  catalog.transaction(() => {
    catalog.stages.setPaused("captions", true);
    catalog.captions.noteOpened(assetId);
  });
  const captioner = new CaptionerAtWork(startCaptioner);
  onTestFinished(() => captioner.close());
  const model = captionerChoice.current();
  if (!model) throw new Error("There is no captioner.");
  const parts = { catalog, places, decodePool, captioner, onWritten: () => {} };
  const stage = () => new CaptionsStage(parts, model, catalog.captionerChoice.get());
  /** Writes what was made before `happen`, after it. */
  const batch = async (happen: () => unknown = () => {}) => {
    const { outcomes, write } = await stage().process([assetId], turn);
    await happen();
    catalog.transaction(write);
    return outcomes.get(assetId)?.kind;
  };
  return { core, catalog, assetId, batch, changes: new CaptionChanges(catalog) };
}

const captionOf = async (core: Core, assetId: number) =>
  (await core.client.photos.details({ assetId })).caption;

it("a person writes a caption: nothing is written over it, nor behind it", async () => {
  const { core, catalog, assetId, batch, changes } = await openStage();
  expect(await batch(() => changes.edit(assetId, "Rex"))).toBe("done");
  expect(await captionOf(core, assetId)).toMatchObject({ text: "Rex", isOwn: true });
  expect(catalog.captions.situations([assetId])[0]?.machine).toBeNull();
});

it("another sentence was asked for and that is taken back: what there was stays", async () => {
  const { core, assetId, batch, changes } = await openStage();
  expect(await batch()).toBe("done");
  const before = await captionOf(core, assetId);
  const { actionId } = changes.askAgain([assetId]);
  expect(await batch(() => changes.undo(actionId ?? 0))).toBe("done");
  expect(await captionOf(core, assetId)).toEqual(before);
});

it("another sentence was asked for and found: the one before does not come again", async () => {
  const { core, catalog, assetId, batch, changes } = await openStage();
  const texts: (string | undefined)[] = [];
  for (let time = 0; time < 3; time++) {
    await batch();
    texts.push((await captionOf(core, assetId))?.text);
    changes.askAgain([assetId]);
    // Until there is another one it stays.
    expect((await captionOf(core, assetId))?.text).toBe(texts.at(-1));
  }
  expect(new Set(texts).size).toBe(3);
  // This captioner weighs three sentences against each other: there is no fourth.
  expect(await batch()).toBe("done");
  expect((await captionOf(core, assetId))?.text).toBe(texts.at(-1));
  expect(catalog.captions.situations([assetId])[0]?.avoided).toEqual(texts);
});

it("the photo goes from the library: nothing is left of it", async () => {
  const { catalog, assetId, batch } = await openStage();
  await batch(() =>
    catalog.transaction(() => {
      for (const { fileId } of catalog.files.holdersOf(assetId, 0)) catalog.files.remove(fileId);
      catalog.assets.touch(assetId, catalog.nextRevision());
      catalog.forgetting.removeOrphans();
    }),
  );
  expect(catalog.captions.counts()).toEqual([]);
  expect(catalog.captions.situations([assetId])).toEqual([]);
});

it("captions are switched off, or another captioner takes over: nothing is written, and all stays due", async () => {
  const { catalog, assetId, batch } = await openStage();
  const switchOff = () => catalog.transaction(() => catalog.captionerChoice.setMode("off"));
  const takeOver = () => catalog.transaction(() => catalog.captionerChoice.renew());
  for (const change of [takeOver, switchOff]) {
    expect(await batch(change)).toBeUndefined();
    expect(catalog.captions.counts()).toEqual([]);
  }
  expect(catalog.captions.situations([assetId])[0]?.seenBy).toBeNull();
});
