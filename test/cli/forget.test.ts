import { mkdtemp, readdir, rename, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { shoebox } from "../helpers/command-line.ts";
import { jpeg, put } from "../helpers/pictures.ts";

let scratch: string;
let photos: string;

function run(...args: string[]) {
  return shoebox(...args, "--library", join(scratch, "library"));
}

async function json(...args: string[]) {
  return JSON.parse((await run(...args, "--json")).stdout);
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "shoebox-forget-"));
  photos = join(scratch, "photos");
  for (const number of [0, 1, 2]) await put(join(photos, "a", `${number}.jpg`), await jpeg(number));
  await run("index", photos);
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe("forget", () => {
  test("changes nothing until somebody says yes", async () => {
    const { exitCode, stdout, stderr } = await run("forget", photos);
    expect(stdout).toContain("3 photos, 3 of them only there");
    expect(stderr).toContain("--yes");
    expect(exitCode).toBe(2);
    expect((await json("stats")).photos).toBe(3);
  });

  test("takes the folder out and brings it back, and touches no file", async () => {
    const forgotten = await json("forget", photos, "--yes");
    expect(forgotten).toMatchObject({ path: photos, photos: 3, photosOnlyThere: 3, state: "forgotten" });
    expect(await json("stats")).toMatchObject({ photos: 0, roots: [] });
    expect(await readdir(join(photos, "a"))).toHaveLength(3);
    expect(await json("forget", photos, "--undo")).toMatchObject({ photos: 3, state: "recalled" });
    expect((await json("stats")).photos).toBe(3);
  });

  test("of a folder that is none of the library says so", async () => {
    const answer = await json("forget", scratch, "--yes");
    expect(answer.error).toMatchObject({ code: "ROOT_NOT_FOUND" });
  });
});

describe("index", () => {
  test("says how many photos moved, and that none was processed again", async () => {
    await rename(join(photos, "a"), join(photos, "b"));
    const { stdout } = await run("index", photos);
    expect(stdout).toMatch(/^3 moved, 0 reprocessed$/m);
    expect(await json("index", photos)).toMatchObject({ found: 3, unchanged: 3, moved: 0, reprocessed: 0 });
  });
});
