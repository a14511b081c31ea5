import { describe, expect, it, onTestFinished, vi } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { type Outcome, QueuedStage, type QueuedWork } from "../../../src/core/stages/queued-stage.ts";
import type { Turn } from "../../../src/core/stages/stage.ts";
import { fillLibrary } from "../../helpers/fill-library.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const turn: Turn = { isAwaited: false, signal: new AbortController().signal };
const busy: Outcome = { kind: "busy", problem: { code: "UNREADABLE", message: "It is busy." } };
const away: Outcome = { kind: "away", problem: { code: "ROOT_OFFLINE", message: "Connect the disk." } };

async function libraryOf(count: number): Promise<Catalog> {
  const libraryDirectory = await temporaryDirectory();
  await fillLibrary({ libraryDirectory, count });
  const catalog = openCatalog(libraryDirectory);
  onTestFinished(() => catalog.close());
  return catalog;
}

/** Does to each photo what it is told to, and notes which it was given. */
function stageOf(
  catalog: Catalog,
  outcomeOf: (assetId: number) => Outcome,
  changes: Partial<QueuedWork> = {},
) {
  const given: number[][] = [];
  const work: QueuedWork = {
    name: "captions",
    title: "Describing photos",
    version: 1,
    importance: 1,
    batchSize: 4,
    process: async (assetIds) => {
      given.push([...assetIds]);
      const outcomes = new Map(assetIds.map((assetId) => [assetId, outcomeOf(assetId)]));
      return { outcomes, write: () => {} };
    },
    ...changes,
  };
  return { given, open: () => QueuedStage.open(catalog, work) };
}

describe("a stage whose work is queued", () => {
  it("is given every photo once, in batches, and its numbers add up on the way", async () => {
    const catalog = await libraryOf(10);
    const kinds: Outcome[] = [{ kind: "done" }, { kind: "unwanted" }, { ...busy, kind: "failed" } as Outcome];
    const { given, open } = stageOf(catalog, (assetId) => kinds[assetId % 3] as Outcome);
    const stage = await open();
    expect(stage.counts()).toEqual({ done: 0, left: 10, failed: 0, unwanted: 0 });
    while (await stage.work(turn)) {
      const { done, left, failed, unwanted } = stage.counts();
      expect(done + left + failed + unwanted).toBe(10);
    }
    expect(given).toEqual([
      [1, 2, 3, 4],
      [5, 6, 7, 8],
      [9, 10],
    ]);
    expect(stage.counts()).toEqual({ done: 3, left: 0, failed: 3, unwanted: 4 });
  });

  it("writes what it made and its outcome in one transaction, or neither", async () => {
    const catalog = await libraryOf(3);
    const { open } = stageOf(catalog, () => ({ kind: "done" }), {
      process: async (assetIds) => ({
        outcomes: new Map(assetIds.map((assetId) => [assetId, { kind: "done" }])),
        write: () => {
          catalog.assets.touch(1, catalog.nextRevision());
          throw new Error("The disk is full.");
        },
      }),
    });
    const stage = await open();
    const before = catalog.photos.revision();
    await expect(stage.work(turn)).rejects.toThrow("The disk is full.");
    expect(stage.counts()).toMatchObject({ done: 0, left: 3 });
    expect(catalog.photos.revision()).toBe(before);
  });

  it("tries what was busy again after ever longer pauses, then lists it as failed", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
    onTestFinished(() => void vi.useRealTimers());
    const catalog = await libraryOf(1);
    const stage = await stageOf(catalog, () => busy).open();
    const pauses: number[] = [];
    for (;;) {
      expect(await stage.work(turn)).toBe(true);
      const later = stage.putOffUntil();
      if (!later) break;
      expect(later.delay).toBe("retry");
      pauses.push(later.dueAt - Date.now());
      expect(await stage.work(turn)).toBe(false);
      vi.setSystemTime(later.dueAt);
    }
    expect(pauses).toEqual([1000, 2000, 4000, 8000, 16_000]);
    expect(stage.counts()).toEqual({ done: 0, left: 0, failed: 1, unwanted: 0 });
    const { stageId = 0 } = catalog.stages.get("captions") ?? {};
    expect(catalog.stages.failed(stageId, 10, 0)).toMatchObject([
      { assetId: 1, code: "UNREADABLE", tries: 6 },
    ]);
  });

  it("never fails what is on a disk that is away, and does it when disks change", async () => {
    const catalog = await libraryOf(2);
    let isAway = true;
    const stage = await stageOf(catalog, () => (isAway ? away : { kind: "done" })).open();
    for (let look = 0; look < 10; look++) {
      expect(await stage.work(turn)).toBe(true);
      expect(await stage.work(turn)).toBe(false);
      expect(stage.putOffUntil()?.delay).toBe("disk");
      stage.disksChanged();
    }
    expect(stage.counts()).toMatchObject({ left: 2, failed: 0 });
    isAway = false;
    await stage.work(turn);
    expect(stage.counts()).toMatchObject({ done: 2, left: 0 });
  });

  it("has all to do again when a newer version comes", async () => {
    const catalog = await libraryOf(6);
    const done: Outcome = { kind: "done" };
    const first = await stageOf(catalog, () => done).open();
    while (await first.work(turn));
    const again = await stageOf(catalog, () => done).open();
    expect(again.counts()).toMatchObject({ done: 6, left: 0 });
    const newer = await stageOf(catalog, () => done, { version: 2 }).open();
    expect(newer.counts()).toMatchObject({ done: 0, left: 6 });
    while (await newer.work(turn));
    expect(newer.counts()).toMatchObject({ done: 6, left: 0 });
  });

  it("that makes a model's vectors knows those that were there before it, and those that others write", async () => {
    const libraryDirectory = await temporaryDirectory();
    const vectors = { modelKey: "clip@1", dimensions: 2, of: () => Float32Array.of(1, 0) };
    await fillLibrary({ libraryDirectory, count: 5, vectors });
    const catalog = openCatalog(libraryDirectory);
    onTestFinished(() => catalog.close());
    const modelId = catalog.vectors.modelId("clip@1", 2);
    catalog.transaction(() => catalog.vectors.dropSome(modelId, 2));
    const stage = await stageOf(catalog, () => ({ kind: "done" }), { modelId }).open();
    expect(stage.counts()).toEqual({ done: 3, left: 2, failed: 0, unwanted: 0 });
    catalog.transaction(() => catalog.vectors.put(modelId, 1, new Uint8Array(4)));
    expect(stage.counts()).toMatchObject({ done: 4, left: 1 });
    catalog.transaction(() => catalog.vectors.dropSome(modelId, 4));
    expect(stage.counts()).toMatchObject({ done: 0, left: 5 });
  });

  it("knows what was done of a photo that goes and comes back, and gives what failed another try", async () => {
    const catalog = await libraryOf(3);
    const failed: Outcome = { kind: "failed", problem: { code: "CORRUPT", message: "It is damaged." } };
    const stage = await stageOf(catalog, (assetId) => (assetId === 3 ? failed : { kind: "done" })).open();
    while (await stage.work(turn));
    expect(stage.counts()).toEqual({ done: 2, left: 0, failed: 1, unwanted: 0 });
    const setPresent = (assetId: number, isPresent: boolean) =>
      catalog.transaction(() => {
        // One file each, in the order of the photos.
        catalog.files.setPresent(assetId, isPresent);
        catalog.assets.touch(assetId, catalog.nextRevision());
      });
    setPresent(1, false);
    setPresent(3, false);
    expect(stage.counts()).toEqual({ done: 1, left: 0, failed: 0, unwanted: 0 });
    setPresent(1, true);
    setPresent(3, true);
    expect(stage.counts()).toEqual({ done: 2, left: 1, failed: 0, unwanted: 0 });
  });
});
