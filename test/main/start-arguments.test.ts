import { resolve } from "node:path";
import { expect, test } from "vitest";
import { directoriesInArguments } from "../../src/main/start-arguments.ts";

const fromSource = { isPackaged: false, workingDirectory: "/home/ada" };
const packaged = { isPackaged: true, workingDirectory: "/home/ada" };

test("what follows the separator is a folder, whatever it looks like", () => {
  const argv = ["electron", "out/main/index.js", "--inspect=0", "--", "photos", "--holiday", "/mnt/disk"];
  const expected = [resolve("/home/ada/photos"), resolve("/home/ada/--holiday"), resolve("/mnt/disk")];
  expect(directoriesInArguments(argv, fromSource)).toEqual(expected);
});

test("before the separator Electron's own arguments are no folders", () => {
  expect(directoriesInArguments(["electron", "out/main/index.js", "photos"], fromSource)).toEqual([]);
});

test("a packaged app takes folders as file managers give them", () => {
  const argv = ["/opt/shoebox/shoebox", "--no-first-run", "/home/ada/photos"];
  expect(directoriesInArguments(argv, packaged)).toEqual([resolve("/home/ada/photos")]);
});

test("a folder that is named twice is added once", () => {
  const argv = ["electron", "app", "--", "photos", "./photos", "/home/ada/photos/"];
  expect(directoriesInArguments(argv, fromSource)).toEqual([resolve("/home/ada/photos")]);
});

test("empty arguments are not the working directory", () => {
  expect(directoriesInArguments(["electron", "app", "--", ""], fromSource)).toEqual([]);
});
