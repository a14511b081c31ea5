import { expect, it } from "vitest";
import {
  checkedCollectionName,
  defaultCollectionName,
} from "../../../../src/core/vectors/qdrant/collection-name.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { storeOf, vectors } from "./stores.ts";

const refused: [name: string, why: RegExp][] = [
  ["", /is empty/],
  ["   ", /is empty/],
  [" photos", /space/],
  ["photos\n", /space/],
  ["a/b", /must not have \/ in it/],
  ["a\\b", /must not have \\ in it/],
  ["../photos", /must not have \/ in it/],
  ["..", /cannot be \.\./],
  [".", /cannot be \./],
  ["a:b", /must not have : in it/],
  ["what?", /must not have \? in it/],
  ["a\u0000b", /control character/],
  ["a\u001fb", /control character/],
  ["a\u007fb", /control character/],
  ["a\ud800b", /character that is none/],
  ["x".repeat(256), /longer than 255 bytes/],
  ["ü".repeat(128), /longer than 255 bytes/],
];

it("says what is wrong with a collection's name before anything is sent", () => {
  for (const [name, why] of refused) {
    const error = { code: "QUERY_INVALID", message: expect.stringMatching(why) };
    expect(() => checkedCollectionName(name), JSON.stringify(name)).toThrow(expect.objectContaining(error));
  }
});

const fine = ["photos", "Fotos von Jürgen", "写真", "a.b_c-d", "...", "50% & more #1", "x".repeat(60)];

it("takes other names as they are", () => {
  for (const name of fine) expect(checkedCollectionName(name)).toBe(name);
  expect(defaultCollectionName("0a1b2c3d-0000-4000-8000-000000000000")).toBe("shoebox-0a1b2c3d");
});

describeOnQdrant("names of collections", (qdrant) => {
  it("that are taken are taken by Qdrant too", async () => {
    for (const name of fine) {
      const store = storeOf(qdrant, `${qdrant.freshCollection()} ${name}`);
      await store.open([vectors], 1);
      expect(await store.counts()).toEqual({ own: 0, all: 0 });
      await store.drop();
    }
  });
});
