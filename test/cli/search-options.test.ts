import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { start } from "../helpers/command-line.ts";
import { libraryCommands } from "../helpers/library-commands.ts";
import { jpeg, put } from "../helpers/pictures.ts";

const { scratch, photos, run, json } = libraryCommands();

interface Result {
  path: string;
  isLikely: boolean;
  why: { signal: string; text: string }[];
}

beforeAll(async () => {
  const names = ["harbour/boat 10.jpg", "harbour/boat 9.jpg", "hills/boat 1.jpg", "hills/sheep.jpg"];
  for (const [look, name] of names.entries())
    await put(join(photos, name), await jpeg(look, { width: 120 + look, height: 80 }));
  await run("index", photos);
});

const namesOf = (results: Result[]) => results.map(({ path }) => path.slice(path.lastIndexOf("/") + 1));

describe("what is listed", () => {
  test("is what is likely; with --all the others follow below a line", async () => {
    const { document: likely } = await json("search", "boat");
    expect(likely.results).toHaveLength(likely.total);
    expect(likely.results.every(({ isLikely }: Result) => isLikely)).toBe(true);
    const { document: all } = await json("search", "boat", "--all");
    expect(all).toMatchObject({ total: likely.total, ranked: 4 });
    expect(all.results.slice(0, likely.total)).toEqual(likely.results);
    expect(all.results.slice(likely.total).some(({ isLikely }: Result) => isLikely)).toBe(false);
    const lines = (await run("search", "boat", "--all")).stdout.split("\n");
    expect(lines[likely.total + 1]).toBe("Less likely:");
    expect((await run("search", "boat")).stdout).not.toContain("Less likely");
  });

  test("is in the order that is asked for", async () => {
    const sorted = async (order: string) =>
      namesOf((await json("search", "boat", "--all", "--sort", order)).document.results);
    const byName = await sorted("name");
    expect(byName.indexOf("boat 9.jpg")).toBeLessThan(byName.indexOf("boat 10.jpg"));
    const wrong = await run("search", "boat", "--sort", "beauty");
    expect(wrong).toMatchObject({ exitCode: 2, stderr: expect.stringContaining("relevance, date, oldest") });
  });

  test("says why each is there, with the words marked", async () => {
    const { document } = await json("search", "boat");
    for (const { why } of document.results as Result[]) {
      expect(why.length).toBeGreaterThan(0);
      for (const { signal, text } of why) expect([typeof signal, typeof text]).toEqual(["string", "string"]);
    }
    const { stdout } = await run("search", "boat", "--why");
    expect(stdout).toMatch(/boat 9\.jpg\n {6}name: \*boat\* 9\.jpg\n/);
  });
});

describe("a picture as an example", () => {
  test("finds itself and what looks like it, with no words at all", async () => {
    const picture = join(scratch, "example.jpg");
    await put(picture, await readFile(join(photos, "hills/sheep.jpg")));
    const { document, exitCode } = await json("search", "--like", picture, "--all");
    expect(exitCode).toBe(0);
    expect(document.ranked).toBeGreaterThan(2);
    const { document: both } = await json("search", "boat", "--like", picture, "--like", picture, "--all");
    expect(both.ranked).toBeGreaterThan(2);
  });

  test("that is broken, no picture or not there is said with its path", async () => {
    const whole = await readFile(join(photos, "hills/sheep.jpg"));
    await put(join(scratch, "cut.jpg"), whole.subarray(0, 200));
    await put(join(scratch, "notes.jpg"), "these are notes");
    for (const name of ["cut.jpg", "notes.jpg", "nowhere.jpg"]) {
      const ended = await run("search", "--like", join(scratch, name));
      expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
      expect(ended.stderr).toContain(name);
    }
  });
});

describe("wrong usage", () => {
  test.each([
    ["nothing to look for", ["search"]],
    ["an empty query", ["search", "", " "]],
    ["a query of more than 1,000 characters", ["search", "boat ".repeat(201)]],
    ["a query beside a saved one", ["search", "boat", "--saved", "Boats"]],
    ["an option that is none", ["search", "boat", "--loud"]],
    [
      "more examples than can be",
      ["search", ...Array.from({ length: 21 }, () => ["--like", "a.jpg"]).flat()],
    ],
  ])("%s ends with 2", async (_, args) => {
    expect(await run(...args)).toMatchObject({ exitCode: 2, stdout: "" });
    const { document } = await json(...args);
    expect(document).toMatchObject({ error: { code: "QUERY_INVALID" } });
  });

  test.each(["🐶", "שלום עולם", "海と山", "-snow", "🏖️ -🐶", "' OR 1=1 --"])(
    "%j is a query like any other",
    async (query) => {
      const { exitCode, document } = await json("search", "--all", query);
      expect(exitCode, JSON.stringify(document)).toBe(0);
      expect(document.ranked).toBeGreaterThan(0);
    },
  );

  test("behind -- everything is a part of the query", async () => {
    const args = ["search", "--json", "--all", "--library", join(scratch, "library"), "--", "-snow", "--all"];
    const { stdout } = await start(args).ended;
    expect(JSON.parse(stdout).query).toBe("-snow --all");
  });
});
