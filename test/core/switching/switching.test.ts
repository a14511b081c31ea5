import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { ended, index, openCore } from "../../helpers/core.ts";
import { firstId, installIn, testModels } from "../../helpers/model-folders.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

const search = (core: Core) => core.client.search.text({ query: "a dog" });

async function libraryOf(count: number, ...ids: string[]) {
  const models = await testModels(...ids);
  const libraryDirectory = await temporaryDirectory();
  const core = await openCore({ libraryDirectory, modelsDirectory: models.directory });
  const folder = await folderOf(count);
  await index(core, folder);
  return { core, folder, libraryDirectory, models };
}

/** Keys of all vectors that the catalog holds, with how many of each. */
function vectorsByKey(core: Core): Record<string, number> {
  const { catalog } = core.context.services;
  const all = [firstId, "second", "small"].flatMap((id) => catalog.vectors.modelsNamed(id));
  return Object.fromEntries(all.map(({ modelId, key }) => [key, catalog.vectors.count(modelId)]));
}

describe("another model", () => {
  it("takes over once its vectors are whole; until then the one in use answers", async () => {
    const { core } = await libraryOf(40, "second");
    const { models } = core.context.services;
    await models.use("second");
    expect([models.inUse?.id, models.wanted?.id]).toEqual([firstId, "second"]);
    expect((await search(core)).model?.id).toBe(firstId);
    await core.switched();
    expect([models.inUse?.id, models.wanted?.id]).toEqual(["second", undefined]);
    const answer = await search(core);
    expect(answer).toMatchObject({ ranked: 40, photosWaiting: 0, model: { id: "second" } });
    expect(answer.results).toHaveLength(40);
  });

  it("leaves no search without its answer while it takes over", async () => {
    const { core } = await libraryOf(60, "second");
    const { models } = core.context.services;
    await models.use("second");
    let hasSwitched = false;
    const switched = core.switched().then(() => {
      hasSwitched = true;
    });
    const answeredBy = new Map<string, number>();
    const ask = async () => {
      for (let number = 0; !hasSwitched || number < 5; number++) {
        const { ranked, results, model } = await core.client.search.text({ query: `dog number ${number}` });
        expect([ranked, results.length]).toEqual([60, 60]);
        answeredBy.set(model?.id ?? "none", (answeredBy.get(model?.id ?? "none") ?? 0) + 1);
      }
    };
    await Promise.all([switched, ask(), ask()]);
    expect((await search(core)).model?.id).toBe("second");
    expect(answeredBy.get(firstId)).toBeGreaterThan(0);
  });

  it("can be left again at once while the vectors of the one before are kept", async () => {
    const { core, folder } = await libraryOf(12, "second");
    const { models, stages } = core.context.services;
    await models.use("second");
    await core.switched();
    await models.use(firstId);
    expect([models.inUse?.id, models.wanted]).toEqual([firstId, undefined]);
    expect(await search(core)).toMatchObject({ ranked: 12, model: { id: firstId } });
    // What went meanwhile is not found by the index that comes back, what came is given its vector first.
    await rm(join(folder, "3.jpg"));
    await put(join(folder, "late.jpg"), await jpeg(90));
    await index(core, folder);
    await models.use("second");
    expect(models.wanted?.id).toBe("second");
    await core.switched();
    const { ranked, results } = await search(core);
    expect(ranked).toBe(12);
    const names = results.map(({ path }) => path.slice(folder.length + 1));
    expect(names).toContain("late.jpg");
    expect(names).not.toContain("3.jpg");
    expect(stages.list().filter(({ name }) => name.startsWith("embeddings:"))).toHaveLength(1);
  });

  it("drops the vectors of the one before when told to, index and all", async () => {
    const { core, libraryDirectory } = await libraryOf(10, "second");
    const { models } = core.context.services;
    const before = models.inUse?.key ?? "";
    await models.use("second", { keepsVectors: false });
    await core.switched();
    await until(() => vectorsByKey(core)[before] === undefined);
    expect(Object.values(vectorsByKey(core))).toEqual([10]);
    await core.close();
    const indexes = (await readdir(libraryDirectory)).filter((name) => name.endsWith(".usearch"));
    expect(indexes).toHaveLength(1);
  });

  it("of other dimensions never meets the vectors of the first", async () => {
    const { core } = await libraryOf(10, "small");
    const { models, catalog } = core.context.services;
    const first = models.current;
    await models.use("small");
    await core.switched();
    const small = models.current;
    expect(small.model.dimensions).not.toBe(first.model.dimensions);
    for (const { modelId, model } of [first, small]) {
      const bytes = [...Array(10).keys()].map((at) => catalog.vectors.get(modelId, at + 1)?.length);
      expect(new Set(bytes)).toEqual(new Set([2 * model.dimensions]));
    }
    const similar = await core.client.search.similar({ assetId: 1 });
    expect(similar).toMatchObject({ ranked: 9, model: { id: "small" } });
    expect((await core.client.library.stats()).vectors).toBe(10);
  });

  it("is refused where it is not there or cannot be read, and the one in use goes on", async () => {
    const { core, models } = await libraryOf(3, "second");
    const service = core.context.services.models;
    await expect(service.use("nowhere")).rejects.toMatchObject({ code: "MODEL_MISSING" });
    await models.damage("second");
    await expect(service.use("second")).rejects.toMatchObject({ code: "MODEL_CORRUPT" });
    expect([service.inUse?.id, service.wanted]).toEqual([firstId, undefined]);
    expect((await search(core)).ranked).toBe(3);
    await expect(service.dropVectors(firstId)).rejects.toMatchObject({ code: "QUERY_INVALID" });
  });

  it("is given up without a trace in what is in use, and what it has so far is kept", async () => {
    const { core } = await libraryOf(80, "second");
    const { models, catalog } = core.context.services;
    await models.use("second");
    const name = `embeddings:${models.wanted?.key}`;
    await until(() => catalog.stages.counts(name).done > 0);
    await models.cancelUse();
    const { done } = catalog.stages.counts(name);
    expect([models.inUse?.id, models.wanted, models.fillingOf("second")]).toEqual([firstId, undefined, null]);
    expect(done).toBeGreaterThan(0);
    expect((await search(core)).model?.id).toBe(firstId);
    await models.use("second");
    expect(catalog.stages.counts(name).done).toBeGreaterThanOrEqual(done);
    await core.switched();
    expect((await search(core)).ranked).toBe(80);
  });

  it("pauses and goes on, over a restart too", async () => {
    const { core, libraryDirectory, models } = await libraryOf(40, "second");
    const service = core.context.services.models;
    await service.use("second");
    service.pause();
    expect(service.fillingOf("second")).toMatchObject({ state: "paused", photosTotal: 40 });
    await core.close();
    const later = await openCore({ libraryDirectory, modelsDirectory: models.directory });
    await later.resumeInterrupted();
    const again = later.context.services.models;
    expect(again.wanted?.id).toBe("second");
    expect(again.fillingOf("second")?.state).toBe("paused");
    again.resume();
    await until(() => again.inUse?.id === "second");
    expect((await search(later)).ranked).toBe(40);
  });

  it("leaves what began before to the end with its model, and gives its photos their vectors afterwards", async () => {
    const { core } = await libraryOf(12, "second");
    const { models, jobs } = core.context.services;
    await models.use("second");
    await core.switched();
    const job = await core.client.jobs.index({ directories: [await folderOf(50, 200)] });
    await until(() => jobs.get(job.jobId).phase !== "waiting");
    await models.use(firstId);
    expect((await ended(core, job)).ledger).toMatchObject({ found: 50, indexed: 50 });
    await core.switched();
    await core.embedAll();
    expect(await search(core)).toMatchObject({ ranked: 62, photosWaiting: 0, model: { id: firstId } });
  });

  it("closes the one before only when nobody works with it any more", async () => {
    const { core } = await libraryOf(5, "second");
    const { models } = core.context.services;
    await models.use("second");
    await core.switched();
    await models.using(async (began) => {
      await models.use(firstId);
      expect([began.model.id, models.inUse?.id]).toEqual(["second", firstId]);
      expect((await began.index.search(await began.embedText("a dog"), 5)).length).toBe(5);
      // And it is the same again when it is chosen before it was closed.
      await models.use("second");
      expect(models.current).toBe(began);
    });
    expect((await search(core)).model?.id).toBe("second");
  });
});

describe("a model that an update replaced", () => {
  it("is searched with as soon as its vectors are there, without a rescan; until then that is said", async () => {
    const { core, libraryDirectory, models } = await libraryOf(9);
    const old = core.context.services.models.inUse?.key ?? "";
    await core.close();
    await models.add({ id: firstId, revision: "next", isFirst: true });
    const later = await openCore({ libraryDirectory, modelsDirectory: models.directory });
    expect(await search(later)).toMatchObject({ ranked: 0, photosWaiting: 9 });
    await later.embedAll();
    expect(await search(later)).toMatchObject({ ranked: 9, photosWaiting: 0 });
    // Those of the older revision are of no use to anybody.
    await until(() => vectorsByKey(later)[old] === undefined);
  });

  it("that is gone leaves the one that ships in use, and comes back with its files", async () => {
    const { core, libraryDirectory, models } = await libraryOf(6, "second");
    await core.context.services.models.use("second");
    await core.switched();
    await core.close();
    await models.remove("second");
    const without = await openCore({ libraryDirectory, modelsDirectory: models.directory });
    const service = without.context.services.models;
    expect(service.inUse?.id).toBe(firstId);
    expect(service.troubleOf("second")).toMatchObject({ code: "MODEL_MISSING" });
    expect(await search(without)).toMatchObject({ ranked: 6, model: { id: firstId } });
    await without.close();
    await models.add({ id: "second" });
    const again = await openCore({ libraryDirectory, modelsDirectory: models.directory });
    expect(await search(again)).toMatchObject({ ranked: 6, model: { id: "second" } });
  });
});

describe("a library without any model", () => {
  it("that still wants one gives it up when told to", async () => {
    const { core, libraryDirectory, models } = await libraryOf(3);
    await installIn(libraryDirectory, "brought");
    await core.context.services.models.use("brought");
    core.context.services.models.pause();
    await core.close();
    await rm(models.directory, { recursive: true });
    const bare = (await openCore({ libraryDirectory, modelsDirectory: models.directory })).context.services;
    expect([bare.models.inUse, bare.models.wanted?.id]).toEqual([undefined, "brought"]);
    await bare.models.cancelUse();
    expect([bare.models.inUse, bare.models.wanted]).toEqual([undefined, undefined]);
    expect(bare.catalog.modelChoice.get()).toMatchObject({ inUse: firstId, wanted: null });
  });

  it("shows its photos, says MODEL_MISSING where one is needed, and takes the first that is chosen", async () => {
    const { core, libraryDirectory, models, folder } = await libraryOf(5);
    await core.close();
    await rename(models.directory, `${models.directory}-away`);
    const bare = await openCore({ libraryDirectory, modelsDirectory: models.directory });
    expect((await bare.client.library.stats()).model).toBeNull();
    await expect(search(bare)).rejects.toMatchObject({ code: "MODEL_MISSING" });
    await put(join(folder, "new.jpg"), await jpeg(77));
    const job = await index(bare, folder);
    expect(job).toMatchObject({ state: "failed", error: { code: "MODEL_MISSING" } });
    await installIn(libraryDirectory, "brought");
    await bare.context.services.models.use("brought");
    await index(bare, folder);
    await bare.embedAll();
    expect((await search(bare)).ranked).toBe(6);
  });
});
