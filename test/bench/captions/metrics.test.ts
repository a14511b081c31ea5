import { describe, expect, it } from "vitest";
import { bleuOf } from "../../../bench/captions/bleu.ts";
import { ciderOf } from "../../../bench/captions/cider.ts";
import { namesAThing, readThings } from "../../../bench/captions/things.ts";

const judged = [
  {
    caption: "a dog runs on the beach",
    references: ["a brown dog runs on the beach", "the dog is running along the sand", "a dog by the sea"],
  },
  {
    caption: "two children are in the snow",
    references: ["two children play in the snow", "kids with a sled on a snowy hill"],
  },
  {
    caption: "a boat on the water at sunset",
    references: ["a red boat on calm water at sunset", "a small boat lies on the lake", "a red boat"],
  },
  {
    caption: "a man rides a horse down a path",
    references: ["a man rides a bike down a dirt path", "a cyclist on a trail in the forest"],
  },
];

describe("what captions are measured by", () => {
  it("is what pycocoevalcap 1.2 gives for the same captions", () => {
    expect(bleuOf(judged)).toBeCloseTo(0.4667514829453661, 6);
    expect(ciderOf(judged)).toBeCloseTo(2.1987598259198182, 6);
  });

  it("is nothing where no four words stand together as in any reference", () => {
    expect(bleuOf([{ caption: "a dog", references: ["a cat on a mat"] }])).toBe(0);
    expect(ciderOf([{ caption: "", references: ["a cat on a mat"] }])).toBe(0);
  });

  it("counts things in the singular, and neither doings nor words that name no thing", async () => {
    const thingsIn = await readThings();
    expect([...thingsIn("Two men are running up a grassy hill with their dogs")]).toEqual([
      "man",
      "hill",
      "dog",
    ]);
    expect(namesAThing("a dog in front of a house", ["puppies in front of a tree"], thingsIn)).toBe(false);
    expect(namesAThing("a dog in front of a house", ["three dogs"], thingsIn)).toBe(true);
  });
});
