import { expect, test } from "vitest";
import { menuActions } from "../../../src/renderer/actions/action-items.tsx";
import {
  type CollectionContext,
  chosenCollectionHome,
  collectionHome,
} from "../../../src/renderer/collections/collection-homes.ts";

const context: CollectionContext = {
  collection: { isOwnInQdrant: false },
  chosen: 0,
  isQdrantInUse: false,
  onAct: () => {},
};
const inMenu = (home: typeof collectionHome, parts: Partial<CollectionContext> = {}) =>
  menuActions(home, { ...context, ...parts }).map(([name]) => name);

test("in the list a collection can be opened and deleted by its keys", () => {
  expect(chosenCollectionHome.actions.open.keys).toEqual(["Enter"]);
  expect(chosenCollectionHome.actions.delete.keys).toEqual(["Delete"]);
});

test("where its photos are shown Delete is theirs, and what is chosen can be split off", () => {
  expect(collectionHome.actions.delete.keys).toBeUndefined();
  expect(inMenu(collectionHome, { chosen: 2 })).toContain("split");
  expect(inMenu(collectionHome)).not.toContain("split");
});

test("a collection of its own in Qdrant is offered only where Qdrant is in use, and taken back there", () => {
  expect(inMenu(collectionHome)).not.toContain("own");
  expect(inMenu(collectionHome, { isQdrantInUse: true })).toContain("own");
  const label = (isOwnInQdrant: boolean) =>
    collectionHome.actions.own.label?.({ ...context, collection: { isOwnInQdrant } });
  expect(label(false)).not.toBe(label(true));
});
