import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { libraryCommands } from "../helpers/library-commands.ts";
import { jpeg, put } from "../helpers/pictures.ts";

const { scratch, photos, run, json } = libraryCommands();

beforeAll(async () => {
  for (const [look, name] of ["boat 1.jpg", "boat 2.jpg", "sheep.jpg"].entries())
    await put(join(photos, name), await jpeg(look, { width: 120 + look, height: 80 }));
  await run("index", photos);
});

const listed = async () =>
  (await json("searches", "list")).document.searches.map(({ name }: { name: string }) => name);

test("searches are saved, listed with their photos, asked by name, renamed, moved and removed", async () => {
  expect(await run("searches")).toMatchObject({
    exitCode: 0,
    stdout: "",
    stderr: "No search is saved: keep one with `shoebox searches save NAME QUERY`.\n",
  });
  const saved = await run("searches", "save", "Boats", "boat", "--sort", "name");
  expect(saved).toMatchObject({ exitCode: 0, stdout: "“Boats” is saved.\n" });
  const { document: second } = await json("searches", "save", "No sheep", "boat", "-sheep");
  expect(second).toMatchObject({ name: "No sheep", query: "boat -sheep", sort: "relevance", position: 1 });
  const { document } = await json("searches");
  expect(Object.keys(document)).toEqual(["searches"]);
  expect(document.searches[0]).toMatchObject({ name: "Boats", query: "boat", sort: "name", problem: null });
  expect(document.searches[0].count).toBe((await json("search", "boat")).document.total);
  expect((await run("searches", "list")).stdout).toMatch(
    /^Place +Photos +Sorted by +Name +Query\n +1 +\d+ +name +Boats +boat\n/,
  );

  const { document: asked } = await json("search", "--saved", "BOATS", "--all");
  expect(asked).toMatchObject({ query: "boat", sort: "name" });
  const { document: otherwise } = await json("search", "--saved", "boats", "--sort", "oldest", "--all");
  expect(otherwise.sort).toBe("oldest");

  expect((await run("searches", "rename", "boats", "All boats")).stdout).toBe("It is called “All boats”.\n");
  const moved = await run("searches", "move", "No sheep", "1");
  expect(moved.stdout).toBe("“No sheep” stands at 1 of 2.\n");
  expect(await listed()).toEqual(["No sheep", "All boats"]);
  const removed = await run("searches", "remove", "no sheep");
  expect(removed).toMatchObject({ exitCode: 0, stdout: "“No sheep” is forgotten: boat -sheep\n" });
  expect(await listed()).toEqual(["All boats"]);
});

test("a name that is taken is said, and gives way where that is wanted", async () => {
  await run("searches", "save", "Taken", "boat");
  const taken = await run("searches", "save", "TAKEN", "sheep");
  expect(taken).toMatchObject({ exitCode: 1, stderr: expect.stringContaining("“Taken” already") });
  const { document } = await json("searches", "save", "TAKEN", "sheep", "--replace");
  expect(document).toMatchObject({ name: "TAKEN", query: "sheep" });
});

test("they are written to a file once, and come in from it after what is there", async () => {
  const file = join(scratch, "searches.json");
  const { document: printed } = await json("searches", "export");
  expect(printed).toMatchObject({ format: "shoebox-searches", version: 1 });
  const count = printed.searches.length;
  expect((await run("searches", "export", file)).stdout).toContain(`${count} searches written to ${file}.`);
  expect(JSON.parse(await readFile(file, "utf8"))).toEqual(printed);
  expect((await run("searches", "export", file)).stderr).toContain("--overwrite");
  expect((await run("searches", "export", file, "--overwrite")).exitCode).toBe(0);
  await run("searches", "remove", "Taken");
  expect((await run("searches", "import", file)).stdout).toBe(
    `1 search added, ${count - 1} known already.\n`,
  );
  expect((await listed()).at(-1)).toBe("TAKEN");
});

test("files that hold none are refused in words", async () => {
  const file = join(scratch, "other.json");
  for (const [text, words] of [
    ["no JSON", "cannot be read"],
    [`{"format":"shoebox-verdicts","version":1,"searches":[]}`, "no file of saved searches"],
    [`{"format":"shoebox-searches","version":2,"searches":[]}`, "Another version"],
    [`{"format":"shoebox-searches","version":1,"searches":[{"name":"","query":"x"}]}`, "searches.0.name"],
  ] as const) {
    await put(file, text);
    expect(await run("searches", "import", file)).toMatchObject({
      exitCode: 2,
      stderr: expect.stringContaining(words),
    });
  }
  expect((await run("searches", "import", join(scratch, "nowhere.json"))).exitCode).toBe(2);
  expect((await run("searches", "export", join(scratch, "nowhere/s.json"))).exitCode).toBe(1);
});

test("names that are not there, and what cannot be one, are said", async () => {
  for (const args of [
    ["remove", "None"],
    ["rename", "None", "Some"],
    ["move", "None", "1"],
  ]) {
    const { document, exitCode } = await json("searches", ...args);
    expect(exitCode).toBe(1);
    expect(document.error).toEqual({
      code: "SEARCH_NOT_FOUND",
      message: expect.stringContaining("“None”"),
    });
  }
  expect((await run("search", "--saved", "None")).stderr).toContain("“None”");
  for (const args of [["save", "Name"], ["save", "Name", " "], ["move", "Taken", "0"], ["fly"]])
    expect((await run("searches", ...args)).exitCode).toBe(2);
  expect((await run("searches", "save", "two\nlines", "boat")).exitCode).toBe(1);
});
