import { expect, it } from "vitest";
import { foldersOf } from "../../../src/core/vectors/folders-of.ts";

it("names a folder and all that it lies in", () => {
  expect(foldersOf("/photos/2019/Rome")).toEqual(["/photos/2019/Rome", "/photos/2019", "/photos", "/"]);
  expect(foldersOf("/photos")).toEqual(["/photos", "/"]);
  expect(foldersOf("/")).toEqual(["/"]);
  expect(foldersOf("C:\\photos\\2019")).toEqual(["C:\\photos\\2019", "C:\\photos", "C:"]);
  expect(foldersOf("C:/photos/2019")).toEqual(["C:/photos/2019", "C:/photos", "C:"]);
  expect(foldersOf("\\\\server\\share\\a")).toContain("\\\\server\\share");
  // A name, not a folder in a folder.
  expect(foldersOf("/photos/a\\b")).toEqual(["/photos/a\\b", "/photos", "/"]);
});
