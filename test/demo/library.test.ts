import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { readMetadata } from "../../src/core/imaging/metadata/index.ts";
import { type DemoPhoto, planDemoLibrary, renderScene, writeDemoLibrary } from "../../src/demo/index.ts";
import type { PlannedOriginal } from "../../src/demo/library/plan.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

const options = { count: 10, seed: 5 };

async function filesIn(directory: string): Promise<string[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(directory.length + 1))
    .sort();
}

describe("a demo library", () => {
  it("is the same, byte for byte, for the same count and seed, and says what is in it", async () => {
    const [first, second] = [await temporaryDirectory(), await temporaryDirectory()];
    const photos = await writeDemoLibrary({ directory: first, ...options });
    await writeDemoLibrary({ directory: second, ...options });
    const files = await filesIn(first);
    expect(await filesIn(second)).toEqual(files);
    for (const file of files) {
      expect((await readFile(join(second, file))).equals(await readFile(join(first, file)))).toBe(true);
    }
    const lines = (await readFile(join(first, "captions.jsonl"), "utf8")).trim().split("\n");
    expect(lines.map((line) => JSON.parse(line) as DemoPhoto)).toEqual(photos);
    expect([...photos.map(({ path }) => path), "captions.jsonl"].sort()).toEqual(files);
    for (const { captions } of photos) expect(captions.length).toBeGreaterThan(2);
  });

  it("goes on where it was stopped", async () => {
    const [directory, whole] = [await temporaryDirectory(), await temporaryDirectory()];
    const controller = new AbortController();
    const onPhoto = (written: number) => written === 4 && controller.abort();
    const stopped = writeDemoLibrary({
      directory,
      ...options,
      count: 12,
      signal: controller.signal,
      onPhoto,
    });
    await expect(stopped).rejects.toThrow(/abort/i);
    expect((await filesIn(directory)).length).toBeLessThan(11);
    await writeDemoLibrary({ directory, ...options });
    await writeDemoLibrary({ directory: whole, ...options });
    for (const file of await filesIn(whole)) {
      expect((await readFile(join(directory, file))).equals(await readFile(join(whole, file)))).toBe(true);
    }
  });

  it("is not written over other files, nor over another demo library", async () => {
    const directory = await temporaryDirectory();
    await writeFile(join(directory, "mine.txt"), "mine");
    await expect(writeDemoLibrary({ directory, ...options })).rejects.toMatchObject({
      code: "DIR_NOT_EMPTY",
    });
    expect(await readFile(join(directory, "mine.txt"), "utf8")).toBe("mine");
    const other = await temporaryDirectory();
    await writeDemoLibrary({ directory: other, count: 2, seed: 1 });
    await expect(writeDemoLibrary({ directory: other, count: 2, seed: 2 })).rejects.toMatchObject({
      code: "DIR_NOT_EMPTY",
    });
  });
});

describe("the plan of a large demo library", () => {
  const plan = planDemoLibrary({ count: 1000, seed: 3 });
  const originals = plan.filter((photo): photo is PlannedOriginal => "scene" in photo);

  it("varies as people's photos do: folders, formats, orientations, years, cameras, copies", () => {
    expect(new Set(plan.map(({ path }) => path.toLowerCase())).size).toBe(1000);
    expect(new Set(originals.map(({ shot }) => shot.format)).size).toBe(5);
    expect(new Set(originals.map(({ shot }) => shot.orientation)).size).toBe(8);
    expect(new Set(originals.map(({ shot }) => shot.camera.model)).size).toBeGreaterThan(3);
    expect(
      new Set(originals.map(({ shot }) => new Date(shot.takenAtMillis).getUTCFullYear())).size,
    ).toBeGreaterThan(9);
    expect(1000 - originals.length).toBeGreaterThan(80);
    expect(1000 - originals.length).toBeLessThan(180);
  });

  it("copies only what comes before", () => {
    const known = new Set<string>();
    for (const photo of plan) {
      if ("copyOf" in photo) expect(known.has(photo.copyOf)).toBe(true);
      known.add(photo.path);
    }
  });
});

describe("the photos of a demo library", () => {
  it("are what they say: turned ones come upright, dates are the camera's, copies are copies", async () => {
    const directory = await temporaryDirectory();
    const library = { count: 60, seed: 11 };
    const photos = await writeDemoLibrary({ directory, ...library });
    const plan = planDemoLibrary(library);
    const turned = plan.filter((photo) => "shot" in photo && photo.shot.orientation > 4).slice(0, 3);
    expect(turned.length).toBeGreaterThan(0);
    for (const photo of turned as PlannedOriginal[]) {
      const bytes = await readFile(join(directory, photo.path));
      const small = { width: 64, height: 64, fit: "fill" } as const;
      const shown = await sharp(bytes, { autoOrient: true }).resize(small).raw().toBuffer();
      const drawn = await sharp(await (await renderScene(photo.scene, photo.size)).png().toBuffer())
        .resize(small)
        .raw()
        .toBuffer();
      const difference = shown.reduce((sum, level, index) => sum + Math.abs(level - (drawn[index] ?? 0)), 0);
      expect(difference / shown.length).toBeLessThan(4);
      const { takenAt, camera } = readMetadata(bytes);
      expect(takenAt).toBe(new Date(photo.shot.takenAtMillis).toISOString().slice(0, 19));
      expect(camera.model).toBe(photo.shot.camera.model);
    }
    const copies = photos.filter((photo) => photo.copyOf);
    expect(copies.length).toBeGreaterThan(2);
    for (const { path, copyOf, transformation } of copies) {
      const copy = await readFile(join(directory, path));
      const original = await readFile(join(directory, copyOf ?? ""));
      expect(copy.equals(original)).toBe(transformation === "exact");
      const [sizes, originalSizes] = [
        (await sharp(copy).metadata()).autoOrient,
        (await sharp(original).metadata()).autoOrient,
      ];
      if (transformation === "reencoded") expect(sizes).toEqual(originalSizes);
      if (transformation === "resized" || transformation === "cropped")
        expect(sizes.width).toBeLessThan(originalSizes.width);
    }
  }, 120_000);
});
