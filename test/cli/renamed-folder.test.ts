import { rename } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { shoebox } from "../helpers/command-line.ts";
import { folderOf } from "../helpers/photo-folder.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

test("a folder that was renamed is moved, not added a second time, by shoebox index", async () => {
  const library = join(await temporaryDirectory(), "library");
  const parent = await temporaryDirectory();
  await rename(await folderOf(8), join(parent, "Before"));
  expect(await shoebox("index", join(parent, "Before"), "--library", library)).toMatchObject({ exitCode: 0 });
  await rename(join(parent, "Before"), join(parent, "After"));
  const { stdout } = await shoebox("index", join(parent, "After"), "--library", library);
  expect(stdout).toContain("8 moved, 0 reprocessed");
  const stats = JSON.parse((await shoebox("stats", "--library", library, "--json")).stdout);
  expect(stats.roots).toMatchObject([{ path: join(parent, "After"), photos: 8 }]);
});
