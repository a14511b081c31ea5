import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { libraryCommands } from "../helpers/library-commands.ts";
import { jpeg, put } from "../helpers/pictures.ts";

const { photos, run, json } = libraryCommands();

beforeAll(async () => {
  for (const [look, name] of ["Italy 2019/boat.jpg", "Italy 2019/sheep.jpg", "hills/boat.jpg"].entries())
    await put(join(photos, name), await jpeg(look, { width: 120 + look, height: 80 }));
  await run("index", photos);
});

describe("a query that cannot be understood", () => {
  test("is shown with the part underlined, what was expected, and what was perhaps meant", async () => {
    const { stderr, stdout, exitCode } = await run("search", "boat", "camra:pixel");
    expect({ stdout, exitCode }).toEqual({ stdout: "", exitCode: 2 });
    const [said = "", query, marks, expected, meant] = stderr.trimEnd().split("\n");
    expect(said).toMatch(/^shoebox: .*“camra”/);
    expect(query).toBe("  boat camra:pixel");
    expect(marks).toMatch(/^ {7}\^{5,6}$/);
    expect(expected).toMatch(/^Expected .*camera/);
    expect(meant).toBe("Did you mean camera:?");
  });

  test.each([
    ["search", []],
    ["facets", []],
    ["searches", ["save", "Pixels"]],
  ])("is told to programs with its place by %s", async (command, more) => {
    const { document, exitCode } = await json(command, ...more, "boat", "camra:pixel");
    expect(exitCode).toBe(2);
    expect(document.error).toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringContaining("“camra”"),
      offset: 5,
      expected: expect.stringContaining("camera"),
      suggestion: "camera:",
    });
    expect("boat camra:pixel".slice(5, 5 + document.error.length)).toMatch(/^camra:?$/);
  });

  test("is saved by nobody", async () => {
    expect((await json("searches")).document).toEqual({ searches: [] });
  });
});

describe("what a query was understood as", () => {
  test("a date in words is said, and stands in the JSON", async () => {
    const { stderr } = await run("search", "boat last summer");
    expect(stderr).toMatch(/^“last summer” was read as date:\d{4}-\d{2}\.\.\d{4}-\d{2}\n/);
    const { document } = await json("search", "boat last summer");
    expect(document.terms).toContainEqual(
      expect.objectContaining({
        kind: "date",
        offset: 5,
        length: 11,
        asFilter: expect.stringMatching(/^date:/),
      }),
    );
  });

  test("filters alone are a query, and say why they found each", async () => {
    const { document } = await json("search", 'in:"Italy 2019"');
    expect(document).toMatchObject({ total: 2, ranked: 2 });
    for (const { why } of document.results) expect(why[0]).toMatchObject({ signal: "filter" });
    const { stderr } = await run("search", 'in:"Italy 2019"');
    expect(stderr).toBe("");
  });

  test("what nothing can match is said, and is no failure", async () => {
    for (const [query, words] of [
      ["rating:5 rating:<3", "Nothing can match this"],
      ['in:"A folder that is gone"', "“A folder that is gone”"],
    ] as const) {
      const ended = await run("search", query);
      expect(ended).toMatchObject({ exitCode: 0, stdout: "", stderr: expect.stringContaining(words) });
      expect(ended.stderr.trimEnd().split("\n")).toHaveLength(1);
      const { document } = await json("search", query);
      expect(document).toMatchObject({
        total: 0,
        results: [],
        contradiction: expect.stringContaining(words),
      });
    }
  });

  test("a saved search whose folder is gone stays in the list, which says so", async () => {
    await run("searches", "save", "Gone", 'in:"A folder that is gone"');
    const { document } = await json("searches");
    expect(document.searches).toMatchObject([
      { name: "Gone", problem: expect.stringContaining("“A folder that is gone”") },
    ]);
    const { stdout, stderr } = await run("searches");
    expect(stdout).toContain("Gone");
    expect(stderr).toContain("“Gone”: There is no");
  });
});

describe("facets", () => {
  test("counts what a query finds by each fact, with the words that narrow it", async () => {
    const { document } = await json("facets", "boat.jpg", "in:hills");
    expect(document).toMatchObject({ query: "boat.jpg in:hills", total: 1 });
    const { document: all } = await json("facets");
    expect(all.total).toBe(3);
    const folders = all.fields.find(({ field }: { field: string }) => field === "folder");
    const italy = folders.values.find(({ label }: { label: string }) => label === "Italy 2019");
    expect(italy).toMatchObject({ count: 2, isChosen: false });
    const { document: narrowed } = await json("search", italy.term);
    expect(narrowed.total).toBe(2);
  });

  test("of one field alone, as many values as are asked for", async () => {
    const { stdout } = await run("facets", "--field", "folder", "--limit", "1");
    expect(stdout).toMatch(
      /^3 photos\n\nPhotos +In a query +Folder\n +\d+ +in:.+\n\d+ more: --limit lists them\.\n$/,
    );
    const { document } = await json("facets", "--field", "format");
    expect(document.fields).toMatchObject([{ field: "format", values: [{ value: "jpeg", count: 3 }] }]);
    expect(document.months).toEqual([]);
    const none = await run("facets", "--field", "keyword");
    expect(none).toMatchObject({
      exitCode: 0,
      stdout: "3 photos\n",
      stderr: "Of these photos no keyword is known.\n",
    });
  });

  test("say which words became a date, and why nothing can be counted", async () => {
    const dated = await run("facets", "boat", "christmas", "2018");
    expect(dated.stderr).toContain("“christmas 2018” was read as date:christmas-2018\n");
    const query = ["rating:>=4", "rating:<3"];
    const said = "Nothing can match this: 4 stars and more and fewer than 3 stars.";
    const none = await run("facets", ...query);
    expect(none.stdout).toMatch(/^0 photos\n/);
    expect(none.stderr).toBe(`${said}\n`);
    expect((await json("facets", ...query)).document).toMatchObject({ total: 0, contradiction: said });
  });

  test("wrong usage ends with 2", async () => {
    for (const args of [["--field", "mood"], ["--limit", "0"], [" "], ["x".repeat(1001)]])
      expect((await run("facets", ...args)).exitCode).toBe(2);
  });
});
