import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { shoebox } from "../helpers/command-line.ts";
import { libraryCommands } from "../helpers/library-commands.ts";
import { jpeg, put } from "../helpers/pictures.ts";

const photoCount = 6;
const ledgerKeys = [
  "found",
  "indexed",
  "unchanged",
  "duplicate",
  "skipped",
  "failed",
  "moved",
  "reprocessed",
  "seconds",
  "photosPerSecond",
];
const resultKeys = ["rank", "score", "isLikely", "path", "assetId", "width", "height", "takenAt", "why"];
const answerKeys = ["query", "tookMs", "total", "ranked", "sort", "terms", "results"];
/** Colours, cursor movements and lines that rewrite themselves. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
const terminalControl = /[\u001b\r\u0007]/;

const { scratch, photos, run, json } = libraryCommands();
let firstIndex: Awaited<ReturnType<typeof shoebox>>;

/** Six photos, a copy of one, a file that is no picture and two that cannot be read. */
async function writePhotos(directory: string): Promise<void> {
  const pictures = await Promise.all(Array.from({ length: photoCount }, (_, number) => jpeg(number)));
  await Promise.all(pictures.map((bytes, number) => put(join(directory, `photo ${number}.jpg`), bytes)));
  const [first = Buffer.alloc(0)] = pictures;
  await put(join(directory, "copies/again.jpg"), first);
  await put(join(directory, "odd/two\nlines\u001b[31m.jpg"), await jpeg(40));
  await put(join(directory, "odd/notes.jpg"), "these are notes, not a picture");
  await put(join(directory, "odd/cut.jpg"), first.subarray(0, first.length / 2));
}

beforeAll(async () => {
  await writePhotos(photos);
  firstIndex = await run("index", photos, "--json");
});

describe("index", () => {
  test("answers with the ledger, which adds up, and succeeds though some files failed", () => {
    const ledger = JSON.parse(firstIndex.stdout);
    expect(Object.keys(ledger)).toEqual(ledgerKeys);
    const { found, indexed, unchanged, duplicate, skipped, failed } = ledger;
    expect(found).toBe(10);
    expect(found).toBe(indexed + unchanged + duplicate + skipped + failed);
    expect({ indexed, unchanged, duplicate }).toEqual({
      indexed: photoCount + 1,
      unchanged: 0,
      duplicate: 1,
    });
    expect(skipped + failed).toBe(2);
    expect(firstIndex.exitCode).toBe(0);
    expect(firstIndex.stderr).toBe("");
  });

  test("of the same folder again finds nothing to do", async () => {
    const { document } = await json("index", photos);
    expect(document).toMatchObject({ found: 10, indexed: 0 });
  });

  test("of several folders, one of them in the other, sees each file once", async () => {
    const { document } = await json("index", join(photos, "odd"), photos);
    expect(document.found).toBeGreaterThanOrEqual(10);
    const { document: stats } = await json("stats");
    expect(stats.files).toBe(10);
  });

  test("in a pipe holds no colour and no progress bar", async () => {
    const { stdout, stderr, exitCode } = await run("index", photos);
    expect(stdout).toMatch(/^Found +10$/m);
    expect(stdout + stderr).not.toMatch(terminalControl);
    expect(stderr).not.toContain("[");
    expect(exitCode).toBe(0);
  });
});

describe("search", () => {
  test("answers with ranked results in the promised shape", async () => {
    const { document, exitCode } = await json("search", "a red boat", "--limit", "3", "--all");
    expect(Object.keys(document)).toEqual(answerKeys);
    expect(document).toMatchObject({ query: "a red boat", ranked: photoCount + 1, sort: "relevance" });
    expect(document.results.map(({ rank }: { rank: number }) => rank)).toEqual([1, 2, 3]);
    for (const result of document.results) expect(Object.keys(result)).toEqual(resultKeys);
    const scores = document.results.map(({ score }: { score: number }) => score);
    expect(scores).toEqual(scores.toSorted((left: number, right: number) => right - left));
    expect(exitCode).toBe(0);
  });

  test("puts photos with the words first, and says where they stand", async () => {
    const { document } = await json("search", "photo 3.jpg", "--all");
    const [first, second] = document.results;
    expect(first).toMatchObject({ rank: 1, isLikely: true });
    expect(first.why).toContainEqual(expect.objectContaining({ signal: "name", text: "photo 3.jpg" }));
    expect(Object.keys(first)).toEqual(resultKeys);
    expect(second.why).not.toEqual(first.why);
    const { stdout } = await run("search", "photo 3.jpg");
    expect(stdout.split("\n")[1]).toContain("name: photo 3.jpg");
  });

  test("pages on where the page before ended", async () => {
    const { document: whole } = await json("search", "boat", "--limit", "4", "--all");
    const { document: second } = await json("search", "boat", "--limit", "2", "--offset", "2", "--all");
    expect(second.results).toEqual(whole.results.slice(2));
  });

  test("takes words without quotes as one text", async () => {
    const { document } = await json("search", "red", "boat", "at", "sunset");
    expect(document.query).toBe("red boat at sunset");
  });

  test("shows paths last, with what could rewrite a terminal escaped", async () => {
    const { stdout } = await run("search", "boat", "--all");
    expect(stdout).toContain("two\\nlines\\x1b[31m.jpg");
    expect(stdout).not.toMatch(terminalControl);
    const lines = stdout.trimEnd().split("\n");
    expect(lines.filter((line) => line !== "Less likely:")).toHaveLength(1 + photoCount + 1);
  });

  test("gives paths raw in JSON", async () => {
    const { document } = await json("search", "boat", "--all");
    const paths = document.results.map(({ path }: { path: string }) => path);
    expect(paths).toContain(join(photos, "odd/two\nlines\u001b[31m.jpg"));
  });

  test("in a library without photos finds none and says how to add some", async () => {
    const empty = join(scratch, "empty library");
    const asJson = await shoebox("search", "boat", "--json", "--library", empty);
    expect(JSON.parse(asJson.stdout)).toMatchObject({ total: 0, results: [] });
    const asText = await shoebox("search", "boat", "--library", empty);
    expect(asText.stderr).toContain("shoebox index DIR");
    expect(asText.exitCode).toBe(0);
  });
});

describe("similar", () => {
  test("compares with any picture on disk, and leaves that one out", async () => {
    const path = join(photos, "photo 2.jpg");
    const { document } = await json("similar", path);
    expect(Object.keys(document)).toEqual(answerKeys);
    expect(document.results).toHaveLength(photoCount);
    expect(document.results.map((result: { path: string }) => result.path)).not.toContain(path);
  });

  test("takes a photo's number as well as its path", async () => {
    const path = join(photos, "photo 2.jpg");
    const { document: all } = await json("search", "boat", "--all");
    const { assetId } = all.results.find((result: { path: string }) => result.path === path);
    const { document: byPath } = await json("similar", path);
    const { document: byNumber } = await json("similar", String(assetId));
    expect(byNumber.results).toEqual(byPath.results);
  });
});

describe("stats and problems", () => {
  test("stats counts photos, files, vectors and thumbnails", async () => {
    const { document } = await json("stats");
    const photosInLibrary = photoCount + 1;
    expect(document).toMatchObject({
      photos: photosInLibrary,
      files: 10,
      vectors: photosInLibrary,
      thumbnails: photosInLibrary,
      model: { id: "test-drawings", origin: "shipped" },
      roots: [{ path: photos, files: 10, state: "online" }],
    });
    expect(document.bytes).toBeGreaterThan(0);
  });

  test("problems lists each file that could not be read, with its code", async () => {
    const { document } = await json("problems");
    expect(document.total).toBe(2);
    const codes = new Map(
      document.problems.map(({ path, code }: { path: string; code: string }) => [path, code]),
    );
    expect(codes.get(join(photos, "odd/cut.jpg"))).toBe("TRUNCATED");
    expect(codes.get(join(photos, "odd/notes.jpg"))).toBe("UNSUPPORTED_FORMAT");
    const { document: some } = await json("problems", "--code", "TRUNCATED");
    expect(some.problems).toHaveLength(1);
  });

  test("both have a form for people", async () => {
    expect((await run("stats")).stdout).toMatch(/^Photos +7$/m);
    expect((await run("problems")).stdout).toContain("TRUNCATED");
  });
});

describe("jobs, and what can be done about problems", () => {
  test("jobs lists each with a ledger that adds up", async () => {
    const { document } = await json("jobs");
    expect(document.jobs.length).toBeGreaterThan(0);
    for (const { ledger } of document.jobs) {
      const { found, ...parts } = ledger as Record<string, number>;
      expect(Object.values(parts).reduce((sum, part) => sum + part, 0)).toBe(found);
    }
    for (const { done, left, failed, unwanted } of document.stages) {
      expect(done + left + failed + unwanted).toBe(photoCount + 1);
    }
    const { stdout } = await run("jobs");
    expect(stdout).toContain("Found");
    expect(stdout).toContain("Looking for copies");
    expect(stdout).not.toMatch(terminalControl);
  });

  test("problems --retry tries a file again and says what became of it", async () => {
    const path = join(photos, "odd/cut.jpg");
    const { document } = await json("problems", "--retry", path);
    expect(document).toMatchObject({ count: 1, ledger: { found: 1, failed: 1 } });
    const { document: after } = await json("problems", "--code", "TRUNCATED");
    expect(after.problems).toMatchObject([{ path, tries: 2 }]);
    expect((await run("problems", "--retry")).stdout).toBe("2 files tried again: 0 read, 2 still not.\n");
  });

  test("problems --ignore takes files off the list, --unignore puts them back", async () => {
    const path = join(photos, "odd/cut.jpg");
    expect((await run("problems", "--ignore", path)).stdout).toBe("1 file ignored until it changes.\n");
    expect((await json("problems")).document).toMatchObject({ total: 1, ignored: 1 });
    expect((await json("problems", "--ignored")).document.problems).toMatchObject([{ path }]);
    expect((await json("problems", "--unignore")).document).toEqual({ count: 1 });
    expect((await json("problems")).document).toMatchObject({ total: 2, ignored: 0 });
  });

  test("problems --csv prints the whole list", async () => {
    const { stdout, exitCode } = await run("problems", "--csv");
    expect(exitCode).toBe(0);
    expect(stdout.trimEnd().split("\r\n")).toHaveLength(3);
    expect((await run("problems", "--csv", "--retry")).exitCode).toBe(2);
  });
});
