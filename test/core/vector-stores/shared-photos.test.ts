import { describe, expect, it } from "vitest";
import { SharedPhotos } from "../../../src/core/vector-stores/shared-photos.ts";

function photo(number: number) {
  const sha256 = number.toString(16).padStart(64, "0");
  return { sha256, width: 4, height: 3, takenAt: null, copies: [] };
}

describe("photos of other libraries", () => {
  it("have each a number below zero, the same as often as they are found", () => {
    const photos = new SharedPhotos();
    const ids = [1, 2, 3, 2, 1].map((number) => photos.idOf(photo(number)));
    expect(ids).toEqual([-1, -2, -3, -2, -1]);
    expect(photos.get(-2)).toEqual(photo(2));
    expect(photos.get(-4)).toBeUndefined();
  });

  it("are known as they were found last", () => {
    const photos = new SharedPhotos();
    photos.idOf(photo(1));
    const moved = { ...photo(1), width: 8 };
    expect(photos.get(photos.idOf(moved))).toEqual(moved);
  });
});
