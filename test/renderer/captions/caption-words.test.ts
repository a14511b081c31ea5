import { expect, test } from "vitest";
import type { CaptionsStatus } from "../../../src/contract/index.ts";
import {
  confidenceWords,
  countWords,
  saidOnce,
  writerWords,
} from "../../../src/renderer/captions/caption-words.ts";

test("how sure a machine is, in words and percent; of a person nothing is said", () => {
  expect(confidenceWords({ confidence: 0.914 })).toBe("Quite sure, 91 %");
  expect(confidenceWords({ confidence: 0.62 })).toBe("Fairly sure, 62 %");
  expect(confidenceWords({ confidence: 0.31 })).toBe("Not very sure, 31 %");
  expect(confidenceWords({ confidence: null })).toBeUndefined();
});

test("a machine's sentence names what wrote it, a person's nothing", () => {
  const model = { id: "starter-captions", name: "Starter captions", revision: "1" };
  expect(writerWords({ isOwn: false, model })).toBe("Written by Starter captions");
  expect(writerWords({ isOwn: true, model: null })).toBeUndefined();
});

test("how many photos have one", () => {
  const status: CaptionsStatus = {
    mode: "all",
    captioner: null,
    trouble: null,
    stage: null,
    photos: 12_400,
    written: 1192,
    own: 12,
    rejected: 3,
  };
  expect(countWords(status)).toBe(
    "1,204 of 12,400 photos have a caption, 12 of them written by you. 3 were not wanted.",
  );
  expect(countWords({ ...status, written: 1, own: 0, rejected: 0 })).toBe(
    "1 of 12,400 photos has a caption.",
  );
  expect(countWords({ ...status, photos: 0, written: 0, own: 0, rejected: 0 })).toBe(
    "There are no photos yet.",
  );
});

test("of copies side by side the sentence is said once", () => {
  expect(saidOnce(["a boat", "a boat", undefined, "a dog"])).toEqual([
    "a boat",
    undefined,
    undefined,
    "a dog",
  ]);
});
