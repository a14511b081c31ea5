import fc from "fast-check";
import { expect, test } from "vitest";
import { nameKeyOf } from "../../../src/contract/collection-name-key.ts";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { Collections } from "../../../src/core/collections/index.ts";
import { isShoeboxError } from "../../../src/core/errors.ts";
import { putAssets } from "../../helpers/plain-assets.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const names = ["Rome", "ROME", "Straße", "Naples", "Italy"];
const name = fc.constantFrom(...names);
const photos = fc.uniqueArray(fc.integer({ min: 0, max: 7 }), { maxLength: 6 });

/** What a person does, to collections by their names. */
const doing = fc.oneof(
  fc.record({ kind: fc.constant("create" as const), name, photos }),
  fc.record({ kind: fc.constant("rename" as const), of: name, name }),
  fc.record({ kind: fc.constant("own" as const), of: name, isOwn: fc.boolean() }),
  fc.record({ kind: fc.constant("add" as const), of: name, photos }),
  fc.record({ kind: fc.constant("remove" as const), of: name, photos }),
  fc.record({
    kind: fc.constant("merge" as const),
    of: fc.array(name, { minLength: 2, maxLength: 3 }),
    name,
  }),
  fc.record({ kind: fc.constant("split" as const), of: name, photos, name }),
  fc.record({ kind: fc.constant("delete" as const), of: name }),
);
type Doing = typeof doing extends fc.Arbitrary<infer Value> ? Value : never;

/** A library of its own with eight photos in it, as bare as can be. */
async function openLibrary() {
  const catalog = openCatalog(await temporaryDirectory());
  const assetIds = putAssets(catalog, 8);
  const collections = new Collections({
    catalog,
    search: { found: async () => [] },
    samePictures: () => [],
    snapshots: async () => undefined,
    onChange: () => {},
  });
  const idOf = (called: string) => catalog.collections.named(nameKeyOf(called))?.collectionId ?? 9999;
  const idsOf = (rows: readonly number[]) => ({ assetIds: rows.map((row) => assetIds[row] as number) });

  /** @returns the action; undefined where nothing was changed, or it was refused */
  async function carryOut(one: Doing): Promise<number | undefined> {
    try {
      return (await attempt(one)).actionId ?? undefined;
    } catch (error) {
      if (!isShoeboxError(error)) throw error;
      return undefined;
    }
  }

  async function attempt(one: Doing) {
    switch (one.kind) {
      case "create":
        return collections.create({ name: one.name, isOwnInQdrant: false, ...idsOf(one.photos) });
      case "rename":
        return collections.rename(idOf(one.of), one.name);
      case "own":
        return collections.setOwnInQdrant(idOf(one.of), one.isOwn);
      case "add":
        return collections.addPhotos(idOf(one.of), idsOf(one.photos));
      case "remove":
        return collections.removePhotos(idOf(one.of), idsOf(one.photos));
      case "merge":
        return collections.merge(one.of.map(idOf), one.name);
      case "split":
        return collections.split(idOf(one.of), idsOf(one.photos), one.name);
      case "delete":
        return collections.delete(idOf(one.of));
    }
  }

  const state = () =>
    catalog.collections
      .list()
      .map(({ collectionId, name: called, isOwnInQdrant }) => ({
        called,
        isOwnInQdrant,
        members: catalog.collections.contents(collectionId).toString("hex"),
      }))
      .sort((left, right) => (left.called < right.called ? -1 : 1));

  return { collections, carryOut, state, close: () => catalog.close() };
}

test("whatever was done to collections, undone in reverse it gives the first state back", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(doing, { minLength: 1, maxLength: 12 }), async (doings) => {
      const { collections, carryOut, state, close } = await openLibrary();
      const before: [number, unknown][] = [];
      for (const one of doings) {
        const was = state();
        const actionId = await carryOut(one);
        if (actionId === undefined) expect(state()).toEqual(was);
        else before.push([actionId, was]);
      }
      for (const [actionId, was] of before.reverse()) {
        expect(collections.latestAction()?.actionId).toBe(actionId);
        collections.undo(actionId);
        expect(state()).toEqual(was);
        expect(() => collections.undo(actionId)).toThrow(/undone already/);
      }
      expect(collections.latestAction()).toBeUndefined();
      expect(state()).toEqual([]);
      close();
    }),
    { numRuns: 60 },
  );
}, 120_000);

test("undone in any order, each is as if it had never been done, or is refused and changes nothing", async () => {
  const step = fc.oneof(
    { weight: 2, arbitrary: doing },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant("undo" as const), at: fc.nat(20) }) },
  );
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 2, maxLength: 16 }), async (steps) => {
      const { collections, carryOut, state, close } = await openLibrary();
      /** What holds, in the order in which it came to hold. */
      let held: { actionId: number; doing: Doing }[] = [];
      const undoings = new Map<number, Doing>();
      for (const one of steps) {
        if (one.kind !== "undo") {
          const actionId = await carryOut(one);
          if (actionId !== undefined) held.push({ actionId, doing: one });
          continue;
        }
        const all = collections.actions(100);
        const chosen = all[one.at % Math.max(1, all.length)];
        if (!chosen) continue;
        const was = state();
        try {
          const { actionId, action } = collections.undo(chosen.actionId);
          const redone = undoings.get(chosen.actionId);
          const undone = held.find((entry) => entry.actionId === chosen.actionId);
          if (action === "redone" && redone) held.push({ actionId, doing: redone });
          if (undone) {
            held = held.filter((entry) => entry !== undone);
            undoings.set(actionId, undone.doing);
          }
        } catch (error) {
          if (!isShoeboxError(error)) throw error;
          expect(["ACTION_BURIED", "ACTION_NOT_FOUND", "COLLECTION_EXISTS"]).toContain(error.code);
          expect(state()).toEqual(was);
        }
      }
      const other = await openLibrary();
      for (const entry of held) expect(await other.carryOut(entry.doing)).toBeDefined();
      expect(state()).toEqual(other.state());
      other.close();
      close();
    }),
    { numRuns: 60 },
  );
}, 180_000);

test("what was undone, one after the other, is done again one after the other, and nothing else", async () => {
  const { collections, carryOut, state, close } = await openLibrary();
  const first = (await carryOut({ kind: "create", name: "Rome", photos: [0] })) ?? 0;
  const second = (await carryOut({ kind: "add", of: "Rome", photos: [1] })) ?? 0;
  const done = state();
  const secondUndone = collections.undo(second).actionId;
  const firstUndone = collections.undo(first).actionId;
  // The collection that it was put into is not there.
  expect(() => collections.undo(secondUndone)).toThrow(/changed since/);
  collections.undo(firstUndone);
  const { actionId } = collections.undo(secondUndone);
  expect(state()).toEqual(done);
  expect(collections.latestAction()?.actionId).toBe(actionId);
  close();
});
