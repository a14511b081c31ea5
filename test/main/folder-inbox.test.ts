import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test } from "vitest";
import type { Failure } from "../../src/main/core-messages.ts";
import { FolderInbox } from "../../src/main/folder-inbox.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

let directory: string;
let indexed: string[][];
let refused: Failure[];
let inbox: FolderInbox;

beforeEach(async () => {
  directory = await temporaryDirectory();
  indexed = [];
  refused = [];
  inbox = new FolderInbox({
    index: (directories) => indexed.push(directories),
    refuse: (failure) => refused.push(failure),
  });
});

test("folders are handed over together", async () => {
  const folders = [join(directory, "a"), join(directory, "b")];
  for (const folder of folders) await mkdir(folder);
  await inbox.take(folders);
  expect(indexed).toEqual([folders]);
});

test("one that is missing is refused by name, the others are added", async () => {
  const missing = join(directory, "missing");
  await inbox.take([missing, directory]);
  expect(indexed).toEqual([[directory]]);
  expect(refused).toEqual([{ code: "DIR_NOT_FOUND", message: "The folder does not exist.", path: missing }]);
});

test("a file is no folder", async () => {
  const file = join(directory, "photo.jpg");
  await writeFile(file, "");
  await inbox.take([file]);
  expect(indexed).toEqual([]);
  expect(refused.map(({ path }) => path)).toEqual([file]);
});
