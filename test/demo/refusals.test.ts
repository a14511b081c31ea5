import { access, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { writeDemoLibrary, writeDuplicateSet } from "../../src/demo/index.ts";
import { put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

const writers = [
  ["a demo library", (directory: string) => writeDemoLibrary({ directory, count: 1, seed: 1 })],
  ["a set of duplicates", (directory: string) => writeDuplicateSet({ directory, originals: 1, seed: 1 })],
] as const;

for (const [what, write] of writers) {
  test(`${what} is not written where a file lies`, async () => {
    const path = join(await temporaryDirectory(), "mine.txt");
    await put(path, "mine");
    await expect(write(path)).rejects.toMatchObject({ code: "DIR_NOT_FOUND", path });
    const below = join(path, "deep", "down");
    await expect(write(below)).rejects.toMatchObject({ code: "DIR_NOT_FOUND", path: below });
    expect(await readFile(path, "utf8")).toBe("mine");
  });

  // Node's own recursive mkdir never comes back from there.
  test.runIf(process.platform === "linux")(
    `${what} is refused where the system makes no folders`,
    async () => {
      await expect(write("/proc/shoebox/photos")).rejects.toMatchObject({ code: "DIR_NOT_FOUND" });
    },
  );
}

test("folders above it are made", async () => {
  const directory = join(await temporaryDirectory(), "not", "there", "yet");
  const [photo] = await writeDemoLibrary({ directory, count: 1, seed: 1 });
  await access(join(directory, photo?.path ?? ""));
});
