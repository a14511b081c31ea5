import { expect, it } from "vitest";
import type { ModelInputShape } from "../../../src/core/imaging/preprocess.ts";
import { thumbnailEnlargement, thumbnailServes } from "../../../src/core/imaging/thumbnail-serves.ts";

const camera = { width: 4000, height: 3000 };
const square = { width: 3000, height: 3000 };
const panorama = { width: 9000, height: 3000 };
const small = { width: 300, height: 100 };

const shape = (sizePixels: number, resize: ModelInputShape["resize"]): ModelInputShape => ({
  width: sizePixels,
  height: sizePixels,
  resize,
  filter: "bicubic",
});

it.each([
  // Of 4000 x 3000 the thumbnail is 320 x 240.
  ["crop of the shorter side", camera, shape(224, "crop"), true],
  ["crop larger than the shorter side", camera, shape(256, "crop"), false],
  ["squash within both sides", camera, shape(240, "squash"), true],
  ["squash that enlarges the shorter side", camera, shape(272, "squash"), false],
  ["squash of a square", square, shape(272, "squash"), true],
  ["letterbox, which goes by the longer side", camera, shape(320, "letterbox"), true],
  ["letterbox longer than the thumbnail", camera, shape(384, "letterbox"), false],
  // 320 x 107: windows of 107 x 107.
  ["windows of a long picture", panorama, shape(96, "letterbox"), true],
  ["windows that would be enlarged", panorama, shape(224, "letterbox"), false],
  ["a picture that is its own thumbnail", small, shape(384, "squash"), true],
])("a thumbnail serves or not: %s", (_, photo, wanted, serves) => {
  expect(thumbnailServes(photo, wanted)).toBe(serves);
});

it("says by how much it would be enlarged", () => {
  expect(thumbnailEnlargement(camera, shape(272, "squash"))).toBeCloseTo(272 / 240);
  expect(thumbnailEnlargement({ width: 3000, height: 2000 }, shape(272, "squash"))).toBeCloseTo(272 / 213);
});
