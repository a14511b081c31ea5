import { join } from "node:path";
import { expect, test } from "vitest";
import type { SavedSearchFile } from "../../../src/contract/index.ts";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { readOnly } from "../../helpers/read-only-library.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { until } from "../../helpers/until.ts";

async function names(core: Core): Promise<string[]> {
  const { searches } = await core.client.searches.list();
  expect(searches.map(({ position }) => position)).toEqual(searches.map((_, place) => place));
  return searches.map(({ name }) => name);
}

/** A library with these searches, each for its own name. */
async function libraryWith(...wanted: string[]) {
  const core = await openCore();
  const { searches } = core.client;
  const saved = [];
  for (const name of wanted) saved.push(await searches.save({ name, query: name }));
  return { core, searches, saved };
}

test("a query is kept under a name over restarts, with its order and its place", async () => {
  const libraryDirectory = await temporaryDirectory();
  const first = await openCore({ libraryDirectory });
  const saved = await first.client.searches.save({ name: "  Boats ", query: " red boat ", sort: "date" });
  expect(saved).toMatchObject({ name: "Boats", query: "red boat", sort: "date", position: 0, problem: null });
  await first.client.searches.save({ name: "Dogs", query: "dog" });
  await first.close();
  const second = await openCore({ libraryDirectory });
  const { searches } = await second.client.searches.list();
  expect(searches).toMatchObject([
    { id: saved.id, name: "Boats", query: "red boat", sort: "date", position: 0 },
    { name: "Dogs", query: "dog", sort: "relevance", position: 1 },
  ]);
});

test("a name is taken whatever its case and width of blanks, unless what has it gives way", async () => {
  const { searches, saved } = await libraryWith("Straße am Meer");
  const taken = { code: "SEARCH_EXISTS", message: expect.stringContaining("“Straße am Meer”") };
  await expect(searches.save({ name: "STRASSE  AM MEER", query: "cat" })).rejects.toMatchObject(taken);
  const replaced = await searches.save({ name: "STRASSE AM MEER", query: "cat", replaces: true });
  expect(replaced).toMatchObject({ id: saved[0]?.id, name: "STRASSE AM MEER", query: "cat", position: 0 });
  expect((await searches.list()).searches).toHaveLength(1);
});

test("a name that cannot be one is refused, and so is a search for nothing", async () => {
  const { searches } = await libraryWith();
  for (const name of ["", "  ", "two\nlines", "x".repeat(101)])
    await expect(searches.save({ name, query: "boat" })).rejects.toMatchObject({ code: "QUERY_INVALID" });
  for (const query of ["", "  ", "x".repeat(1001)])
    await expect(searches.save({ name: "One", query })).rejects.toMatchObject({ code: "QUERY_INVALID" });
  expect((await searches.list()).searches).toEqual([]);
});

test("it is renamed, to its own name in other letters too, and never to another's", async () => {
  const { core, searches, saved } = await libraryWith("Boats", "Dogs");
  const id = saved[0]?.id as number;
  expect(await searches.rename({ id, name: "BOATS" })).toMatchObject({ id, name: "BOATS", query: "Boats" });
  await expect(searches.rename({ id, name: "dogs" })).rejects.toMatchObject({ code: "SEARCH_EXISTS" });
  await expect(searches.rename({ id: 4711, name: "Cats" })).rejects.toMatchObject({
    code: "SEARCH_NOT_FOUND",
  });
  expect(await names(core)).toEqual(["BOATS", "Dogs"]);
});

test("it is moved up and down, and no further than the ends", async () => {
  const { core, searches, saved } = await libraryWith("A", "B", "C");
  const [a, , c] = saved.map(({ id }) => id);
  const { searches: moved } = await searches.move({ id: c as number, position: 0 });
  expect(moved.map(({ name }) => name)).toEqual(["C", "A", "B"]);
  await searches.move({ id: a as number, position: 99 });
  expect(await names(core)).toEqual(["C", "B", "A"]);
  await expect(searches.move({ id: 4711, position: 0 })).rejects.toMatchObject({ code: "SEARCH_NOT_FOUND" });
});

test("one that was removed is put back to where it stood with what removing it said", async () => {
  const { core, searches, saved } = await libraryWith("A", "B", "C");
  const removed = await searches.remove({ id: saved[1]?.id as number });
  expect(removed).toMatchObject({ name: "B", query: "B", sort: "relevance", position: 1 });
  expect(await names(core)).toEqual(["A", "C"]);
  const { name, query, sort, position } = removed;
  await searches.save({ name, query, sort, position });
  expect(await names(core)).toEqual(["A", "B", "C"]);
  await expect(searches.remove({ id: removed.id })).rejects.toMatchObject({ code: "SEARCH_NOT_FOUND" });
});

test("each is counted in the background, and again when photos have come in; the page is told of both", async () => {
  const folder = await temporaryDirectory();
  await put(join(folder, "harbour 1.jpg"), await jpeg(1));
  const core = await openCore();
  await index(core, folder);
  const leaving = new AbortController();
  const events = await core.client.library.events(undefined, { signal: leaving.signal });
  const told = (async () => {
    for await (const { type } of events) if (type === "searches") await core.client.searches.list();
  })().catch(() => undefined);
  await core.client.searches.save({ name: "Harbour", query: "harbour" });
  const counts = async () => (await core.client.searches.list()).searches.map(({ count }) => count);
  await until(async () => (await counts())[0] === 1);
  await put(join(folder, "harbour 2.jpg"), await jpeg(5));
  await index(core, folder);
  await until(async () => (await counts())[0] === 2);
  leaving.abort();
  await told;
});

test("whoever cannot wait is told when all are counted as the library is now", async () => {
  const core = await openCore();
  await index(core, await folderOf(3));
  await core.client.searches.save({ name: "All", query: "jpg" });
  await core.countSearches();
  const { searches } = await core.client.searches.list();
  expect(searches[0]).toMatchObject({ name: "All", problem: null, count: expect.any(Number) });
});

test("an export comes into another library, after what is there; once more it adds nothing", async () => {
  const { core, searches } = await libraryWith("A", "B");
  await searches.save({ name: "Sorted", query: "boat", sort: "oldest" });
  const file = await searches.export();
  expect(file).toEqual({
    format: "shoebox-searches",
    version: 1,
    searches: [
      { name: "A", query: "A", sort: "relevance" },
      { name: "B", query: "B", sort: "relevance" },
      { name: "Sorted", query: "boat", sort: "oldest" },
    ],
  });
  expect(await searches.import({ file })).toEqual({ added: 0, known: 3 });
  const other = await libraryWith("b", "Mine");
  expect(await other.searches.import({ file })).toEqual({ added: 3, known: 0 });
  expect(await names(other.core)).toEqual(["b", "Mine", "A", "B 2", "Sorted"]);
  expect(await other.searches.import({ file })).toEqual({ added: 0, known: 3 });
  expect((await other.searches.list()).searches.at(-1)).toMatchObject({ query: "boat", sort: "oldest" });
  expect(await names(core)).toEqual(["A", "B", "Sorted"]);
});

test("a file that is none is refused in words, and nothing of it comes in", async () => {
  const { core, searches } = await libraryWith();
  const good = { name: "A", query: "a" };
  const files: [unknown, RegExp][] = [
    [{ format: "shoebox-verdicts", version: 1, searches: [good] }, /no file of saved searches/],
    [{ format: "shoebox-searches", version: 2, searches: [good] }, /Another version/],
    [
      { format: "shoebox-searches", version: 1, searches: [good, { name: "", query: "b" }] },
      /searches\.1\.name/,
    ],
    [{ format: "shoebox-searches", version: 1, searches: [{ name: "B", query: " " }] }, /searches\.0\.query/],
    [{ format: "shoebox-searches", version: 1, searches: [{ ...good, sort: "best" }] }, /searches\.0\.sort/],
    [[], /file/],
    ["[]", /file/],
  ];
  for (const [file, words] of files) {
    const importing = searches.import({ file: file as SavedSearchFile });
    await expect(importing).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringMatching(words),
    });
  }
  expect(await names(core)).toEqual([]);
});

test("in a library that can only be read they are listed and counted, and every change is refused", async () => {
  const libraryDirectory = await temporaryDirectory();
  const first = await openCore({ libraryDirectory });
  await index(first, await folderOf(2));
  const { id } = await first.client.searches.save({ name: "All", query: "jpg" });
  await first.close();
  if (!(await readOnly(libraryDirectory))) return;
  const core = await openCore({ libraryDirectory });
  await core.countSearches();
  const { searches } = core.client;
  expect((await searches.list()).searches).toMatchObject([{ name: "All", count: expect.any(Number) }]);
  const file = await searches.export();
  const changes = [
    searches.save({ name: "Other", query: "dog" }),
    searches.rename({ id, name: "Other" }),
    searches.move({ id, position: 0 }),
    searches.remove({ id }),
    searches.import({ file }),
  ];
  for (const change of changes) await expect(change).rejects.toMatchObject({ code: "LIBRARY_READ_ONLY" });
  await core.close();
});
