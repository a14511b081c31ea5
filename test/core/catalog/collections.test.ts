import { expect, test } from "vitest";
import { nameKeyOf } from "../../../src/contract/collection-name-key.ts";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { CollectionChanges } from "../../../src/core/collections/changes.ts";
import { undoAction } from "../../../src/core/collections/undoing.ts";
import { putAssets } from "../../helpers/plain-assets.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function openLibrary(photos: number) {
  const catalog = openCatalog(await temporaryDirectory());
  const assetIds = putAssets(catalog, photos);
  return { catalog, assetIds, changes: new CollectionChanges(catalog) };
}

test("100,000 members come, are counted, part, come together again and are forgotten, each in one step", async () => {
  const { catalog, assetIds, changes } = await openLibrary(1000);
  const known = assetIds.map((assetId) => catalog.photos.get(assetId)?.sha256.toString("hex") as string);
  const unknown = Array.from({ length: 99_000 }, (_, row) => row.toString(16).padStart(64, "0"));
  const all = changes.createOf({ name: "All", isOwnInQdrant: false }, [known, unknown]);
  expect(all.photosChanged).toBe(100_000);
  expect(catalog.collections.countMembers(all.collectionId)).toBe(100_000);
  expect(catalog.collectionSums.of(all.collectionId)).toMatchObject({ photos: 1000, files: 1000 });
  const half = changes.split(all.collectionId, assetIds.slice(500), "Half");
  expect(catalog.collections.countMembers(half.collectionId)).toBe(500);
  changes.merge([half.collectionId, all.collectionId], "Whole");
  expect(catalog.collections.countMembers(half.collectionId)).toBe(100_000);
  const deleted = changes.delete(half.collectionId);
  expect(catalog.collections.list()).toEqual([]);
  for (let action = deleted.actionId ?? 0; action > 1; action--) undoAction(catalog, action);
  expect(catalog.collections.assetIds(all.collectionId)).toEqual(assetIds.toReversed());
  expect(catalog.collections.contents(all.collectionId)).toHaveLength(3_200_000);
  catalog.close();
});

test("members are asked for by content", async () => {
  const { catalog, assetIds, changes } = await openLibrary(3);
  const [first = 0, second = 0] = assetIds;
  const one = changes.create({ name: "One", isOwnInQdrant: true }, [first, second]);
  const two = changes.create({ name: "Two", isOwnInQdrant: false }, [second]);
  const contentOf = (assetId: number) => catalog.photos.get(assetId)?.sha256 as Buffer;
  const collectionsOf = (assetId: number) =>
    catalog.photoFacts.of(contentOf(assetId))?.collections.map(({ id }) => id);
  expect(collectionsOf(second)).toEqual([one.collectionId, two.collectionId]);
  expect(catalog.collections.ownInQdrant()).toEqual([{ collectionId: one.collectionId, name: "One" }]);
  expect(catalog.photoFacts.of(contentOf(first))?.collections).toEqual([
    { id: one.collectionId, name: "One" },
  ]);
  catalog.close();
});

test("whatever is in a collection waits to be told to a server, once it is renamed, filled or emptied", async () => {
  const { catalog, assetIds, changes } = await openLibrary(5);
  const server = { url: "http://localhost:6333", collection: "c" };
  const choice = { inUse: "embedded", wanted: "qdrant", server, isSending: true } as const;
  catalog.transaction(() => catalog.vectorsChoice.put(choice));
  const waits = () => {
    const due = catalog.outbox.due(100);
    catalog.transaction(() => catalog.outbox.settle(due));
    return due.length;
  };
  const { collectionId } = changes.create({ name: "A", isOwnInQdrant: false }, assetIds.slice(0, 3));
  expect(waits()).toBe(3);
  changes.add(collectionId, assetIds.slice(2, 4));
  expect(waits()).toBe(1);
  changes.rename(collectionId, "B");
  expect(waits()).toBe(4);
  changes.setOwnInQdrant(collectionId, true);
  expect(waits()).toBe(4);
  changes.remove(collectionId, assetIds.slice(0, 1));
  expect(waits()).toBe(1);
  changes.delete(collectionId);
  expect(waits()).toBe(3);
  catalog.close();
});

test("a collection is found by a name that is written otherwise", async () => {
  const { catalog, changes } = await openLibrary(0);
  const { collectionId } = changes.create({ name: "Straße", isOwnInQdrant: false }, []);
  expect(catalog.collections.named(nameKeyOf(" STRASSE "))?.collectionId).toBe(collectionId);
  expect(catalog.collections.named(nameKeyOf("Strase"))).toBeUndefined();
  catalog.close();
});
