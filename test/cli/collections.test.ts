import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { libraryCommands } from "../helpers/library-commands.ts";
import { jpeg, put } from "../helpers/pictures.ts";

const { scratch, photos, run, json } = libraryCommands();

beforeAll(async () => {
  for (let look = 0; look < 4; look++) {
    const place = look < 3 ? "rome" : "naples";
    await put(join(photos, place, `${look}.jpg`), await jpeg(look, { width: 120 + look, height: 80 }));
  }
  await run("index", photos);
});

test("a collection is made, told of, changed, and each change undone by the number that was said", async () => {
  expect((await run("collections")).stderr).toContain("There are no collections");
  const made = await run("collections", "create", "Rome", "--folder", join(photos, "rome"));
  expect(made).toMatchObject({ exitCode: 0, stdout: "“Rome” has 3 photos.\n" });
  expect(made.stderr).toBe("`shoebox undo c1` takes that back.\n");
  const { document: listed } = await json("collections", "list");
  expect(Object.keys(listed)).toEqual(["collections"]);
  expect(listed.collections[0]).toMatchObject({
    collectionId: 1,
    name: "Rome",
    photos: 3,
    isOwnInQdrant: false,
  });
  const table = (await run("collections")).stdout;
  expect(table).toMatch(/^Id {2}Photos +Space {2}Changed +Name\n 1 +3 .+ Rome\n$/);
  expect((await run("collections", "stats", "rome")).stdout).toMatch(/Photos +3\n/);
  const { document: shown } = await json("collections", "photos", "ROME", "--limit", "2");
  expect(shown).toMatchObject({ total: 3, photos: [{ path: expect.stringContaining("/rome/") }, {}] });
  const { document: renamed } = await json("collections", "rename", "#1", "Roma");
  expect(renamed.collection.name).toBe("Roma");
  const { document: history } = await json("history");
  expect(history).toMatchObject({
    batches: [],
    collections: [{ actionId: 2, action: "renamed" }, { actionId: 1 }],
  });
  expect((await run("history")).stdout).toContain("c2");
  expect((await run("undo", "c1")).stderr).toContain("changed since");
  expect(await run("undo")).toMatchObject({ exitCode: 0, stdout: "Undid: Renamed “Rome” to “Roma”.\n" });
  expect((await run("undo", "c2")).exitCode).toBe(1);
  expect((await run("undo", "c3")).stdout).toContain("Redid");
  await run("undo");
});

test("collections are merged, split, given photos, and deleted", async () => {
  const ids = (await json("collections", "photos", "rome")).document.photos.map((one: { assetId: number }) =>
    String(one.assetId),
  );
  await run("collections", "create", "Naples", "--query", "naples", "--as-qdrant-collection");
  const { document: merged } = await json("collections", "merge", "Rome", "Naples", "--into", "Italy");
  expect(merged.collection).toMatchObject({ name: "Italy", photos: 4, isOwnInQdrant: true });
  const { document: parted } = await json(
    "collections",
    "split",
    "italy",
    "--photo",
    ids[0],
    ids[1],
    "--into",
    "Two",
  );
  expect(parted).toMatchObject({ photosChanged: 2, collection: { name: "Two", photos: 2 } });
  const { document: more } = await json("collections", "add", "Two", "--folder", photos);
  expect(more).toMatchObject({ photosChanged: 2, collection: { photos: 4 } });
  const { document: less } = await json("collections", "remove", "Two", "--photo", ids[0]);
  expect(less).toMatchObject({ photosChanged: 1, collection: { photos: 3 } });
  const { document: own } = await json("collections", "set", "Italy", "--no-as-qdrant-collection");
  expect(own.collection.isOwnInQdrant).toBe(false);
  expect((await run("collections", "delete", "Two")).stdout).toContain("its photos stay");
  expect((await json("stats")).document.photos).toBe(4);
});

test("an export is written once, imported, and wrong ones are said", async () => {
  const file = join(scratch, "italy.jsonl");
  const { document: exported } = await json("collections", "export", "Italy", file);
  expect(exported).toMatchObject({ path: file, format: "jsonl", photos: 2, vectors: 2 });
  expect((await run("collections", "export", "Italy", file)).exitCode).toBe(1);
  expect((await run("collections", "export", "Italy", file, "--overwrite")).exitCode).toBe(0);
  const snapshot = await run("collections", "export", "Italy", join(scratch, "a"), "--format", "snapshot");
  expect(snapshot).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("needs Qdrant") });
  expect((await run("collections", "import", file)).stderr).toContain(
    "There is a collection “Italy” already",
  );
  const again = await run("collections", "import", file, "--name", "Again");
  expect(again).toMatchObject({ exitCode: 0, stdout: "“Again” has 2 photos.\n" });
  const wrong = await run("collections", "import", join(photos, "rome/0.jpg"));
  expect(wrong).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("Line 1") });
});

test("wrong names, photos and options are said", async () => {
  for (const args of [
    ["add", "Italy"],
    ["add", "Italy", "--photo", "x"],
    ["merge", "Italy"],
    ["split", "Italy"],
    ["fly"],
  ])
    expect((await run("collections", ...args)).exitCode).toBe(2);
  for (const args of [
    ["stats", "None"],
    ["create", "italy"],
    ["create", "a/b"],
    ["add", "Italy", "--photo", "4711"],
    ["add", "Italy", "--folder", scratch.slice(0, 2)],
  ])
    expect((await run("collections", ...args)).exitCode).toBe(1);
  const { document } = await json("collections", "stats", "None");
  expect(document).toEqual({
    error: { code: "COLLECTION_NOT_FOUND", message: expect.stringContaining("None") },
  });
  expect((await run("undo", "c")).exitCode).toBe(2);
});
