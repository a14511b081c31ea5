import { expect, test } from "vitest";
import { actionOfKey, collectionActions } from "../../../src/renderer/collections/collection-actions.ts";

const list = { isOpen: false, chosen: 0, isQdrantInUse: false };
const open = { isOpen: true, chosen: 2, isQdrantInUse: true };
const collection = { isOwnInQdrant: false };
const offered = (where: typeof list) => collectionActions(collection, where).map(({ action }) => action);

test("in the list a collection can be opened and deleted by its keys", () => {
  const offers = collectionActions(collection, list);
  expect(actionOfKey("Enter", offers)).toBe("open");
  expect(actionOfKey("Delete", offers)).toBe("delete");
});

test("where its photos are shown Delete is theirs, and what is chosen can be split off", () => {
  const offers = collectionActions(collection, open);
  expect(actionOfKey("Delete", offers)).toBeUndefined();
  expect(actionOfKey("S", offers)).toBe("split");
  expect(offered({ ...open, chosen: 0 })).not.toContain("split");
});

test("a collection of its own in Qdrant is offered only where Qdrant is in use, and taken back there", () => {
  expect(offered(list)).not.toContain("own");
  const label = (isOwnInQdrant: boolean) =>
    collectionActions({ isOwnInQdrant }, open).find(({ action }) => action === "own")?.label;
  expect(label(false)).not.toBe(label(true));
});
