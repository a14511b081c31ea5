import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { CaptionChanges } from "../../../src/core/captions/caption-changes.ts";
import { exportCaptions } from "../../../src/core/captions/export-captions.ts";
import { openCatalog } from "../../../src/core/catalog/index.ts";
import { mounted } from "../../helpers/mounted.ts";
import { putAssets } from "../../helpers/plain-assets.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const model = { modelId: "m", modelName: "Model", revision: "1", writtenAt: 0 };

/** So many photos: of every third nothing is said, every third has its person's own. */
async function openLibrary(count: number) {
  const catalog = openCatalog(await temporaryDirectory());
  onTestFinished(() => catalog.close());
  const assetIds = putAssets(catalog, count);
  catalog.transaction(() => {
    for (const [index, assetId] of assetIds.entries()) {
      if (index % 3 === 0) continue;
      catalog.captions.put(assetId, { text: `a dog, number ${index}`, confidence: 0.75, ...model }, "m@1");
    }
  });
  const changes = new CaptionChanges(catalog);
  for (const [index, assetId] of assetIds.entries()) {
    if (index % 3 === 2) changes.edit(assetId, `=“Rex”, "${index}"`);
  }
  const folder = await temporaryDirectory();
  return { catalog, assetIds, changes, folder };
}

test("each photo that shows a caption is a line, whoever wrote it", async () => {
  const { catalog, assetIds, folder } = await openLibrary(1201);
  const path = join(folder, "captions.jsonl");
  const answer = await exportCaptions(catalog, { path, format: "jsonl", isOverwriting: false });
  const text = await readFile(path, "utf8");
  expect(answer).toEqual({ path, photos: 800, bytes: Buffer.byteLength(text) });
  const lines = text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));
  expect(lines.map(({ assetId }) => assetId)).toEqual(assetIds.filter((_, index) => index % 3 !== 0));
  expect(lines.slice(0, 2)).toEqual([
    {
      assetId: assetIds[1],
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
      isOwn: false,
      path: "/photos 0/1.jpg",
      caption: "a dog, number 1",
      confidence: 0.75,
      model: { id: "m", name: "Model", revision: "1" },
      writtenAt: "1970-01-01T00:00:00.000Z",
    },
    expect.objectContaining({ isOwn: true, caption: '=“Rex”, "2"', confidence: null, model: null }),
  ]);
});

test("a table opens in a spreadsheet, and no cell of it is a formula", async () => {
  const { catalog, folder } = await openLibrary(3);
  const path = join(folder, "captions.csv");
  await exportCaptions(catalog, { path, format: "csv", isOverwriting: false });
  const [titles, machine, own] = (await readFile(path, "utf8")).split("\r\n");
  expect(titles).toBe("Path,Caption,Written by,Model,Revision,Confidence,Written,SHA-256");
  expect(machine).toMatch(/^\/photos 0\/1\.jpg,"a dog, number 1",machine,Model,1,0\.750,1970-/);
  expect(own).toMatch(/^\/photos 0\/2\.jpg,"'=“Rex”, ""2""",person,,,,20/);
});

test("what is rejected, or of a photo that is gone, is left out", async () => {
  const { catalog, assetIds, changes, folder } = await openLibrary(5);
  const [, first = 0, , , last = 0] = assetIds;
  changes.reject([first]);
  catalog.transaction(() => {
    for (const { fileId } of catalog.files.holdersOf(last, 0)) catalog.files.setPresent(fileId, false);
    catalog.assets.touch(last, catalog.nextRevision());
  });
  const path = join(folder, "captions.jsonl");
  expect(await exportCaptions(catalog, { path, format: "jsonl", isOverwriting: false })).toMatchObject({
    photos: 1,
  });
});

test("an export is written over when that is said, and nothing else ever is", async () => {
  const { catalog, folder } = await openLibrary(3);
  const write = (name: string, isOverwriting: boolean, format: "jsonl" | "csv" = "jsonl") =>
    exportCaptions(catalog, { path: join(folder, name), format, isOverwriting });
  await write("captions.jsonl", false);
  await expect(write("captions.jsonl", false)).rejects.toMatchObject({ code: "PATH_TAKEN" });
  await write("captions.jsonl", true, "csv");
  await write("captions.jsonl", true);
  await writeFile(join(folder, "diary.txt"), "Dear diary");
  await expect(write("diary.txt", true)).rejects.toMatchObject({
    code: "PATH_TAKEN",
    message: expect.stringContaining("no export of captions"),
  });
  await expect(write("no/such/folder.jsonl", false)).rejects.toMatchObject({ code: "DIR_NOT_FOUND" });
  const inside = join(catalog.libraryDirectory, "captions.jsonl");
  await expect(
    exportCaptions(catalog, { path: inside, format: "jsonl", isOverwriting: false }),
  ).rejects.toMatchObject({ code: "QUERY_INVALID" });
  expect((await readdir(folder)).toSorted()).toEqual(["captions.jsonl", "diary.txt"]);
});

test("stopped halfway it leaves nothing behind", async () => {
  const { catalog, folder } = await openLibrary(1201);
  const stop = new AbortController();
  const path = join(folder, "captions.jsonl");
  const writing = exportCaptions(catalog, { path, format: "jsonl", isOverwriting: false }, stop.signal);
  stop.abort();
  await expect(writing).rejects.toThrow();
  expect(await readdir(folder)).toEqual([]);
});

test("a disk that runs full leaves nothing behind, and says so", async ({ skip }) => {
  const { catalog } = await openLibrary(1201);
  const parent = await temporaryDirectory();
  const folder = join(parent, "small");
  await mkdir(folder);
  if (!(await mounted(folder, "-t", "tmpfs", "-o", "size=64k", "tmpfs"))) return skip();
  const path = join(folder, "captions.jsonl");
  await expect(
    exportCaptions(catalog, { path, format: "jsonl", isOverwriting: false }),
  ).rejects.toMatchObject({
    code: "DISK_FULL",
  });
  expect(await readdir(folder)).toEqual([]);
});
