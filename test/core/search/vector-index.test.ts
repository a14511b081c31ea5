import { readdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

async function ranking(core: Core): Promise<number[]> {
  const { results } = await core.client.search.similar({ assetId: 3, limit: 20 });
  return results.map(({ assetId }) => assetId);
}

/** A library of twelve photos, closed, and how its search ranked them. */
async function closedLibrary(): Promise<{ libraryDirectory: string; ranked: number[]; folder: string }> {
  const [libraryDirectory, folder] = [await temporaryDirectory(), await temporaryDirectory()];
  for (let number = 0; number < 12; number++) await put(join(folder, `${number}.jpg`), await jpeg(number));
  const core = await openCore({ libraryDirectory });
  await index(core, folder);
  const ranked = await ranking(core);
  expect(ranked).toHaveLength(11);
  await core.close();
  return { libraryDirectory, ranked, folder };
}

const indexFiles = async (directory: string) =>
  (await readdir(directory)).filter((name) => name.startsWith("vectors.")).sort();

describe("the vector index of a library", () => {
  it("lies beside the catalog and answers the same after a restart", async () => {
    const { libraryDirectory, ranked } = await closedLibrary();
    expect(await indexFiles(libraryDirectory)).toHaveLength(2);
    expect(await ranking(await openCore({ libraryDirectory }))).toEqual(ranked);
  });

  it("is filled anew from the catalog when it is missing", async () => {
    const { libraryDirectory, ranked } = await closedLibrary();
    for (const name of await indexFiles(libraryDirectory)) await rm(join(libraryDirectory, name));
    expect(await ranking(await openCore({ libraryDirectory }))).toEqual(ranked);
  });

  it("is filled anew when it is damaged", async () => {
    const { libraryDirectory, ranked } = await closedLibrary();
    const [name = ""] = await indexFiles(libraryDirectory);
    await writeFile(join(libraryDirectory, name), "damaged");
    expect(await ranking(await openCore({ libraryDirectory }))).toEqual(ranked);
  });

  it("is filled anew when another model made it", async () => {
    const { libraryDirectory, ranked } = await closedLibrary();
    const [, name = ""] = await indexFiles(libraryDirectory);
    const sidecar = join(libraryDirectory, name);
    const { dimensions } = JSON.parse(await readFile(sidecar, "utf8"));
    const mark = JSON.stringify({ modelKey: "another", lastSequence: 12 });
    await writeFile(sidecar, JSON.stringify({ dimensions, count: 12, mark }));
    expect(await ranking(await openCore({ libraryDirectory }))).toEqual(ranked);
  });

  it("keeps the one that a Shoebox of one model left, under its new name", async () => {
    const { libraryDirectory, ranked } = await closedLibrary();
    const names = await indexFiles(libraryDirectory);
    for (const name of names) {
      const old = name.replace(/^vectors\.\d+\./, "vectors.");
      await rename(join(libraryDirectory, name), join(libraryDirectory, old));
    }
    const core = await openCore({ libraryDirectory });
    expect(await indexFiles(libraryDirectory)).toEqual(names);
    expect(await ranking(core)).toEqual(ranked);
  });

  it("catches up with photos indexed after it was last saved", async () => {
    const { libraryDirectory, folder } = await closedLibrary();
    const saved = await Promise.all(
      (await indexFiles(libraryDirectory)).map(
        async (name) => [name, await readFile(join(libraryDirectory, name))] as const,
      ),
    );
    await put(join(folder, "late.jpg"), await jpeg(40));
    const core = await openCore({ libraryDirectory });
    await index(core, folder);
    const ranked = await ranking(core);
    expect(ranked).toHaveLength(12);
    await core.close();
    for (const [name, bytes] of saved) await writeFile(join(libraryDirectory, name), bytes);
    expect(await ranking(await openCore({ libraryDirectory }))).toEqual(ranked);
  });
});
