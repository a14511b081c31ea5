import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endWithTest, shoebox, start } from "../helpers/command-line.ts";
import { put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";
import { until } from "../helpers/until.ts";

const count = 12;

interface Line {
  path: string;
  captions: string[];
  copyOf?: string;
  transformation?: string;
}

async function readCaptions(directory: string): Promise<Line[]> {
  const text = await readFile(join(directory, "captions.jsonl"), "utf8").catch(() => "");
  return text
    .split("\n")
    .filter(Boolean)
    .map((line) => JSON.parse(line));
}

test("writes photos, and what each shows, ready to be indexed", async () => {
  const scratch = await temporaryDirectory();
  const directory = join(scratch, "demo");
  const drawn = await shoebox("demo", directory, "--count", String(count), "--seed", "5", "--json");
  expect(drawn).toMatchObject({ exitCode: 0, stderr: "" });
  const result = JSON.parse(drawn.stdout);
  expect(Object.keys(result)).toEqual(["directory", "photos", "copies", "seconds"]);
  const lines = await readCaptions(directory);
  expect(lines).toHaveLength(count);
  for (const { path, captions } of lines) {
    expect((await stat(join(directory, path))).size).toBeGreaterThan(0);
    expect(captions.length).toBeGreaterThan(1);
  }
  const copies = lines.filter(({ copyOf }) => copyOf !== undefined);
  for (const { copyOf, transformation } of copies) {
    expect(lines.map(({ path }) => path)).toContain(copyOf);
    expect(transformation).toEqual(expect.any(String));
  }
  expect(result).toMatchObject({ directory, photos: count, copies: copies.length });
  const indexed = await shoebox("index", directory, "--library", join(scratch, "library"), "--json");
  const { found, failed, skipped } = JSON.parse(indexed.stdout);
  // The captions are a file too.
  expect({ found, failed, skipped }).toEqual({ found: count + 1, failed: 0, skipped: 1 });
});

test("goes on where Ctrl-C stopped it", async () => {
  const directory = join(await temporaryDirectory(), "demo");
  const args = ["demo", directory, "--count", String(count), "--seed", "6", "--json"];
  const running = endWithTest(start(args));
  await until(async () => (await readCaptions(directory)).length > 0);
  running.child.kill("SIGINT");
  expect((await running.ended).exitCode).toBe(130);
  const before = await readCaptions(directory);
  expect(before.length).toBeLessThan(count);
  expect(JSON.parse((await shoebox(...args)).stdout)).toMatchObject({ photos: count });
  const after = await readCaptions(directory);
  expect(after.slice(0, before.length)).toEqual(before);
  expect(after).toHaveLength(count);
});

test("touches no folder that holds anything else", async () => {
  const directory = await temporaryDirectory();
  await put(join(directory, "mine.txt"), "mine");
  const { exitCode, stdout } = await shoebox("demo", directory, "--json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({ code: "DIR_NOT_EMPTY" });
  expect(await readdir(directory)).toEqual(["mine.txt"]);
});

test("a path that is a file is said to be no folder", async () => {
  const path = join(await temporaryDirectory(), "mine.txt");
  await put(path, "mine");
  const { exitCode, stdout } = await shoebox("demo", path, "--json");
  expect(exitCode).toBe(1);
  expect(JSON.parse(stdout).error).toMatchObject({ code: "DIR_NOT_FOUND" });
  expect(await readFile(path, "utf8")).toBe("mine");
});
