import { join } from "node:path";
import { expect, test } from "vitest";
import { endWithTest, firstLine, shoebox, start } from "../helpers/command-line.ts";
import { folderOf } from "../helpers/photo-folder.ts";
import { readOnly } from "../helpers/read-only-library.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

test("a library that can only be read is searched and looked at on the command line, which says so; adding is refused", async () => {
  const library = join(await temporaryDirectory(), "library");
  const folder = await folderOf(2);
  expect(await shoebox("index", folder, "--library", library)).toMatchObject({ exitCode: 0 });
  if (!(await readOnly(library))) return;
  const note = "This library can only be read";

  const found = await shoebox("search", "anything", "--all", "--library", library, "--json");
  expect(found).toMatchObject({ exitCode: 0, stderr: expect.stringContaining(note) });
  expect(JSON.parse(found.stdout).results).toHaveLength(2);
  const stats = await shoebox("stats", "--library", library, "--json");
  expect(JSON.parse(stats.stdout)).toMatchObject({ photos: 2, hindrance: { code: "LIBRARY_READ_ONLY" } });

  const refused = await shoebox("index", folder, "--library", library, "--json");
  expect(refused.exitCode).toBe(1);
  expect(refused.stdout + refused.stderr).toContain("LIBRARY_READ_ONLY");

  // Two at once, for neither writes; the folder that was named keeps nobody from looking.
  const serving = endWithTest(start(["serve", folder, "--port", "0", "--library", library]));
  expect(await firstLine(serving)).toContain("Shoebox is at");
  expect(await shoebox("stats", "--library", library)).toMatchObject({ exitCode: 0 });
  serving.child.kill("SIGTERM");
  expect((await serving.ended).stderr).toContain("are not added");
});
