import { rename, rm, stat, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { preprocessingVersion } from "../../../src/core/imaging/versions.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { firstId, testModels } from "../../helpers/model-folders.ts";
import { systemDisk, TestMounts } from "../../helpers/mounts.ts";
import { jpeg, picture, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

/** Long and narrow: its thumbnail is 53 pixels high, too few for a model that looks at 96. */
const panorama = { width: 1920, height: 320 };

/** In whole seconds, which every file system keeps. */
const indexedAt = new Date("2024-05-06T07:08:09Z");

/** A library with one ordinary photo and one panorama, on a disk of its own. */
async function withDisk() {
  const disk = await temporaryDirectory();
  const mounts = new TestMounts();
  mounts.mounts.push(systemDisk);
  mounts.connect(disk, "A");
  const at = (name: string) => join(disk, "Photos", name);
  await put(at("ordinary.jpg"), await jpeg(1, { width: 400, height: 300 }));
  await put(at("panorama.jpg"), await jpeg(2, panorama));
  await utimes(at("panorama.jpg"), indexedAt, indexedAt);
  const { directory: modelsDirectory } = await testModels("second");
  const core = await openCore({ modelsDirectory, host: { mounts } });
  await index(core, join(disk, "Photos"));
  const disconnect = async () => {
    await rename(join(disk, "Photos"), `${disk}-away`);
    mounts.disconnect(disk);
    await core.context.services.places.refresh();
  };
  const connect = async () => {
    await rename(`${disk}-away`, join(disk, "Photos"));
    mounts.connect(disk, "A");
    await core.context.services.places.refresh();
    core.context.services.stages.disksChanged();
  };
  return { core, at, disconnect, connect };
}

async function idOf(core: Core, name: string): Promise<number> {
  const { results } = await core.client.search.text({ query: "anything" });
  return results.find(({ path }) => path.endsWith(name))?.assetId ?? 0;
}

const second = `embeddings:second@1/preprocessing-${preprocessingVersion}`;

function numbersOf(core: Core) {
  const { done, left, failed, unwanted } = core.context.services.catalog.stages.counts(second);
  return { done, left, failed, unwanted };
}

describe("a photo whose thumbnail is too small for a model", () => {
  it("waits while its disk is away, others go on, and it is done when the disk is back", async () => {
    const { core, disconnect, connect } = await withDisk();
    const { models, stages } = core.context.services;
    await disconnect();
    await models.use("second");
    await core.switched();
    expect(models.inUse?.id).toBe(firstId);
    expect(numbersOf(core)).toEqual({ done: 1, left: 1, failed: 0, unwanted: 0 });
    expect(stages.progressOf(second)).toMatchObject({ state: "waiting", waitsFor: "disk" });
    expect(models.fillingOf("second")).toMatchObject({ state: "waiting", photosDone: 1, photosTotal: 2 });
    await connect();
    await until(() => models.inUse?.id === "second");
    expect(numbersOf(core)).toEqual({ done: 2, left: 0, failed: 0, unwanted: 0 });
  });

  it("is seen as it was indexed: the same vector as the model would have given it then", async () => {
    const { core } = await withDisk();
    const { models, catalog } = core.context.services;
    const assetId = await idOf(core, "panorama.jpg");
    const before = catalog.vectors.get(models.modelId, assetId);
    await models.use("second");
    await core.switched();
    expect(catalog.photos.get(assetId)?.width).toBe(panorama.width);
    expect(catalog.vectors.get(models.modelId, assetId)).toEqual(before);
  });

  it("is not taken for what lies in its place by now, nor for what cannot be decoded: each failed with its code", async () => {
    const { core, at } = await withDisk();
    const { models } = core.context.services;
    const { size } = await stat(at("panorama.jpg"));
    // The same size and date: nobody but the decoder can tell.
    await writeFile(at("panorama.jpg"), Buffer.alloc(size, 1));
    await utimes(at("panorama.jpg"), indexedAt, indexedAt);
    const assetId = await idOf(core, "panorama.jpg");
    await models.use("second");
    await core.switched();
    expect(numbersOf(core)).toEqual({ done: 1, left: 0, failed: 1, unwanted: 0 });
    // What failed keeps no model from being used.
    expect(models.inUse?.id).toBe("second");
    const { total, problems } = await core.client.jobs.stageProblems({ name: second });
    expect(total).toBe(1);
    expect(problems).toMatchObject([{ assetId, code: "TRUNCATED", path: at("panorama.jpg"), tries: 1 }]);
    await put(at("panorama.jpg"), await jpeg(2, panorama));
    await utimes(at("panorama.jpg"), indexedAt, indexedAt);
    await core.client.jobs.retryStage({ name: second });
    await until(() => numbersOf(core).done === 2);
    expect(numbersOf(core)).toEqual({ done: 2, left: 0, failed: 0, unwanted: 0 });
  });

  it("is put off while its file is another than was indexed", async () => {
    const { core, at } = await withDisk();
    await put(at("panorama.jpg"), await picture(3, panorama).jpeg({ quality: 40 }).toBuffer());
    await core.context.services.models.use("second");
    await core.switched();
    expect(numbersOf(core)).toEqual({ done: 1, left: 1, failed: 0, unwanted: 0 });
    expect(core.context.services.stages.progressOf(second)).toMatchObject({ waitsFor: "retry" });
    await index(core, join(at("panorama.jpg"), ".."));
    await until(() => core.context.services.models.inUse?.id === "second");
    expect(numbersOf(core)).toEqual({ done: 2, left: 0, failed: 0, unwanted: 0 });
  });
});

describe("photos that come and go while vectors are made", () => {
  it("are counted as they are, whatever becomes of them", async () => {
    const { core, at } = await withDisk();
    const { models, catalog } = core.context.services;
    await models.use("second");
    models.pause();
    await put(at("new.jpg"), await jpeg(5));
    await rm(at("ordinary.jpg"));
    await index(core, join(at("new.jpg"), ".."));
    const total = (await core.client.library.stats()).photos;
    expect(total).toBe(2);
    const { done, left, failed, unwanted } = numbersOf(core);
    expect(done + left + failed + unwanted).toBe(total);
    const [root] = (await core.client.library.stats()).roots;
    await core.client.roots.forget({ rootId: root?.rootId ?? 0 });
    expect(numbersOf(core)).toEqual({ done: 0, left: 0, failed: 0, unwanted: 0 });
    await core.client.roots.recall({ rootId: root?.rootId ?? 0 });
    expect(numbersOf(core).done + numbersOf(core).left).toBe(total);
    models.resume();
    await core.switched();
    expect((await core.client.search.text({ query: "a dog" })).ranked).toBe(total);
    expect(catalog.vectors.count(models.modelId)).toBe(total);
  });
});
