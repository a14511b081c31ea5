import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { captionerModels, damageCaptioner, type TestCaptioner } from "../../helpers/captioners.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

const settled = (core: Core) => core.context.services.stages.settled("captions");

const captionOf = async (core: Core, assetId: number) =>
  (await core.client.photos.details({ assetId })).caption;

const written = (core: Core, assetIds: readonly number[]) =>
  Promise.all(assetIds.map(async (assetId) => (await captionOf(core, assetId))?.text));

/** A library with so many photos, and the captioner of tests. */
async function openLibrary(photos: number, captioner: TestCaptioner = {}) {
  const { directory: modelsDirectory, describe: describeCaptioner } = await captionerModels(captioner);
  const libraryDirectory = await temporaryDirectory();
  const core = await openCore({ libraryDirectory, modelsDirectory });
  const folder = await folderOf(photos);
  await index(core, folder);
  const reopen = async () => {
    await core.close();
    return openCore({ libraryDirectory, modelsDirectory });
  };
  return { core, folder, assetIds: await photoIds(core), describeCaptioner, reopen };
}

describe("captions", () => {
  it("are written of every photo, and say what wrote them, when, and how sure it is", async () => {
    const { core, assetIds } = await openLibrary(11);
    await settled(core);
    const status = await core.client.captions.status();
    expect(status).toMatchObject({
      mode: "all",
      captioner: { id: "test-captioner", revision: "1" },
      trouble: null,
      stage: { name: "captions", state: "idle", done: 11, left: 0, failed: 0, unwanted: 0 },
      photos: 11,
      written: 11,
      own: 0,
      rejected: 0,
    });
    for (const assetId of assetIds) {
      const caption = await captionOf(core, assetId);
      expect(caption).toMatchObject({ isOwn: false, model: { id: "test-captioner", revision: "1" } });
      expect(caption?.text).toMatch(/\w/);
      expect(caption?.confidence).toBeGreaterThan(0);
      expect(Date.parse(caption?.writtenAt ?? "")).toBeLessThanOrEqual(Date.now());
    }
    const said = await core.client.captions.texts({ assetIds });
    expect(said.map(({ text }) => text)).toEqual(await written(core, assetIds));
    expect((await core.client.captions.models()).map(({ id, captions }) => [id, captions])).toContainEqual([
      "test-captioner",
      11,
    ]);
  });

  it("are not kept where the model is not sure enough, and not tried again", async () => {
    const { core, assetIds, reopen } = await openLibrary(3, { least: 1 });
    await settled(core);
    expect(await written(core, assetIds)).toEqual([undefined, undefined, undefined]);
    const counts = { stage: { done: 3, left: 0 }, written: 0, rejected: 0 };
    expect(await core.client.captions.status()).toMatchObject(counts);
    const again = await reopen();
    expect(await again.client.captions.status()).toMatchObject(counts);
    // Every photo is looked at anew, and none by the captioner.
    await again.client.captions.setMode({ mode: "opened" });
    await again.client.captions.setMode({ mode: "all" });
    await settled(again);
    expect(await again.client.captions.status()).toMatchObject(counts);
    const { seenBy } = again.context.services.catalog.captions.situations(assetIds)[0] ?? {};
    expect(seenBy).toBe("test-captioner@1");
  });

  it("of a model that nobody measured are all kept, and how sure it is is not said", async () => {
    const { core, assetIds } = await openLibrary(1, { isMeasured: false });
    await settled(core);
    expect(await captionOf(core, assetIds[0] as number)).toMatchObject({ confidence: null, isOwn: false });
  });
});

describe("the mode", () => {
  it("'opened' leaves out what is neither opened nor a favourite, until it is", async () => {
    const { core, assetIds } = await openLibrary(4);
    const [first = 0, second = 0] = assetIds;
    await core.client.captions.setMode({ mode: "opened" });
    await settled(core);
    expect(await core.client.captions.status()).toMatchObject({
      mode: "opened",
      stage: { done: 0, unwanted: 4, left: 0 },
      written: 0,
    });
    await core.client.captions.opened({ assetId: first });
    await settled(core);
    expect(await core.client.captions.status()).toMatchObject({
      stage: { done: 1, unwanted: 3 },
      written: 1,
    });
    makeFavourite(core, second);
    await settled(core);
    const texts = await written(core, assetIds);
    expect(texts.map((text) => text !== undefined)).toEqual([true, true, false, false]);
    expect(await core.client.captions.setMode({ mode: "all" })).toMatchObject({ mode: "all" });
    await settled(core);
    expect(await core.client.captions.status()).toMatchObject({
      stage: { done: 4, unwanted: 0 },
      written: 4,
    });
    expect((await written(core, assetIds)).slice(0, 2)).toEqual(texts.slice(0, 2));
  });

  it("'off' writes nothing of what comes in, and keeps what is there", async () => {
    const { core, assetIds, reopen } = await openLibrary(2);
    await settled(core);
    const before = await written(core, assetIds);
    expect(await core.client.captions.setMode({ mode: "off" })).toMatchObject({ mode: "off", stage: null });
    await index(core, await folderOf(2, 50));
    expect(await core.client.jobs.stages()).not.toContainEqual(expect.objectContaining({ name: "captions" }));
    const again = await reopen();
    await again.resumeInterrupted();
    expect(await again.client.captions.status()).toMatchObject({ mode: "off", stage: null, written: 2 });
    expect(await written(again, assetIds)).toEqual(before);
    await again.client.captions.setMode({ mode: "all" });
    await settled(again);
    expect(await again.client.captions.status()).toMatchObject({ written: 4, photos: 4 });
  });

  it("puts what somebody opened, and favourites, before all others", async () => {
    const { core, assetIds } = await openLibrary(30);
    const { catalog } = core.context.services;
    const { stageId = 0 } = catalog.stages.get("captions") ?? {};
    await core.client.captions.setMode({ mode: "off" });
    const [opened = 0, favourite = 0] = assetIds.slice(-2);
    await core.client.captions.opened({ assetId: opened });
    makeFavourite(core, favourite);
    const due = () => catalog.stages.due(stageId, 3).map(({ assetId }) => assetId);
    expect(due().slice(0, 2).toSorted()).toEqual([opened, favourite].toSorted());
    // All are entered anew, and those two first again.
    await core.client.jobs.pauseStage({ name: "captions" }).catch(() => {});
    catalog.transaction(() => catalog.stages.setPaused("captions", true));
    await core.client.captions.setMode({ mode: "all" });
    expect(due().slice(0, 2).toSorted()).toEqual([opened, favourite].toSorted());
  });
});

describe("another revision of the captioner", () => {
  it("writes anew, photo by photo: what another one wrote stays until then", async () => {
    const { core, assetIds, describeCaptioner, reopen } = await openLibrary(3);
    await settled(core);
    const before = await written(core, assetIds);
    await core.client.jobs.pauseStage({ name: "captions" });
    await describeCaptioner({ revision: "2" });
    const again = await reopen();
    expect(await again.client.captions.status()).toMatchObject({
      captioner: { revision: "2" },
      stage: { state: "paused", left: 3, done: 0 },
      written: 3,
    });
    expect(await written(again, assetIds)).toEqual(before);
    await again.client.jobs.resumeStage({ name: "captions" });
    await settled(again);
    expect(await captionOf(again, assetIds[0] as number)).toMatchObject({ model: { revision: "2" } });
  });

  it("that is less sure of itself removes nothing, and is not asked again", async () => {
    const { core, assetIds, describeCaptioner, reopen } = await openLibrary(2);
    await settled(core);
    const before = await written(core, assetIds);
    await describeCaptioner({ revision: "2", least: 1 });
    const again = await reopen();
    await settled(again);
    expect(await written(again, assetIds)).toEqual(before);
    expect(await captionOf(again, assetIds[0] as number)).toMatchObject({ model: { revision: "1" } });
    expect(await again.client.captions.status()).toMatchObject({ stage: { done: 2, left: 0 } });
  });

  it("touches no word of a person's", async () => {
    const { core, assetIds, describeCaptioner, reopen } = await openLibrary(3);
    await settled(core);
    const [own = 0, rejected = 0] = assetIds;
    await core.client.captions.edit({ assetId: own, text: "My own words" });
    const unwanted = (await captionOf(core, rejected))?.text;
    await core.client.captions.reject({ photos: { assetIds: [rejected] } });
    await describeCaptioner({ revision: "2" });
    const again = await reopen();
    await settled(again);
    expect(await captionOf(again, own)).toMatchObject({ text: "My own words", isOwn: true, model: null });
    expect((await captionOf(again, rejected))?.text).not.toBe(unwanted);
  });
});

it("paused alone it waits, while other work goes on; resumed it goes on", async () => {
  const { directory: modelsDirectory } = await captionerModels();
  const core = await openCore({ modelsDirectory });
  await core.client.jobs.pauseStage({ name: "captions" });
  await index(core, await folderOf(3));
  await core.compareAll();
  expect(await core.client.captions.status()).toMatchObject({
    stage: { state: "paused", left: 3 },
    written: 0,
  });
  await core.client.jobs.resumeStage({ name: "captions" });
  await until(async () => (await core.client.captions.status()).written === 3);
});

describe("a captioner whose files are damaged", () => {
  it("says so, and search and all else go on", async () => {
    const { directory: modelsDirectory } = await captionerModels();
    await damageCaptioner(modelsDirectory, "overwritten");
    const core = await openCore({ modelsDirectory });
    await index(core, await folderOf(2));
    await expect(settled(core)).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    const status = await core.client.captions.status();
    expect(status).toMatchObject({
      trouble: { code: "MODEL_CORRUPT" },
      stage: { state: "failed", left: 2, failed: 0 },
    });
    expect((await core.client.search.text({ query: "a dog" })).results).toHaveLength(2);
  });

  it("is as good as none where that can be seen without loading it", async () => {
    const { directory: modelsDirectory } = await captionerModels();
    await damageCaptioner(modelsDirectory, "cut");
    const core = await openCore({ modelsDirectory });
    const [assetId = 0] = await index(core, await folderOf(1)).then(() => photoIds(core));
    const status = await core.client.captions.status();
    expect(status).toMatchObject({ captioner: null, stage: null, written: 0 });
    await expect(core.client.captions.writeNow({ assetId })).rejects.toMatchObject({ code: "MODEL_MISSING" });
  });
});

function makeFavourite(core: Core, assetId: number): void {
  const { catalog } = core.context.services;
  const photo = catalog.photos.get(assetId);
  if (!photo) throw new Error("There is no such photo.");
  const { title, description, rating } = photo;
  catalog.transaction(() =>
    catalog.assets.setFacts(assetId, {
      takenAt: photo.taken_at,
      takenAtSource: photo.taken_at_source,
      takenAtMinutes: 0,
      camera: JSON.parse(photo.camera),
      latitude: photo.latitude,
      longitude: photo.longitude,
      texts: {
        rating,
        title,
        description,
        keywords: JSON.parse(photo.keywords),
        isFavorite: true,
        isRejected: false,
        people: [],
        oddities: [],
      },
    }),
  );
}
