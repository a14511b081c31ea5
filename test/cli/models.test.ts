import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { ModelCard } from "../../src/contract/index.ts";
import { shoebox } from "../helpers/command-line.ts";

let scratch: string;
let inUse: ModelCard;

function run(...args: string[]) {
  return shoebox("models", ...args, "--library", join(scratch, "library"));
}

async function json(...args: string[]) {
  const { stdout, exitCode } = await run(...args, "--json");
  expect(stdout.trimEnd().split("\n")).toHaveLength(1);
  return { exitCode, document: JSON.parse(stdout) };
}

beforeAll(async () => {
  scratch = await mkdtemp(join(tmpdir(), "shoebox-models-"));
  const { document } = await json("list");
  inUse = document.models.find((card: ModelCard) => card.isInUse);
});

afterAll(() => rm(scratch, { recursive: true, force: true }));

describe("models list", () => {
  test("is a table with the model in use, and what `models` alone prints", async () => {
    const { stdout, exitCode } = await run("list");
    const lines = stdout.trimEnd().split("\n");
    expect(lines[0]).toMatch(/^Model +State +Size +Photos\/s +Languages +Licence +What for$/);
    const row = lines.find((line) => line.startsWith(`${inUse.id} `));
    expect(row).toContain("in use");
    expect(row).toContain(`${inUse.name}: ${inUse.summary}`);
    expect(exitCode).toBe(0);
    expect((await run()).stdout).toBe(stdout);
  });
});

describe("models bench", () => {
  test("measures each that is installed, and the list knows the speed from then on", async () => {
    const { stdout, exitCode } = await run("bench");
    expect(stdout).toMatch(/^ *Photos\/s +Query +All photos +Model$/m);
    expect(stdout).toMatch(new RegExp(`^ *[\\d.]+ +[\\d.]+ ms +${inUse.id}$`, "m"));
    expect(exitCode).toBe(0);
    const { document } = await json("list");
    const card = document.models.find(({ id }: ModelCard) => id === inUse.id);
    expect(card.speed.photosPerSecond).toBeGreaterThan(0);
    expect(stdout).toContain(card.speed.photosPerSecond.toFixed(1));
  });

  test("answers one model with the same card as the list", async () => {
    const { document, exitCode } = await json("bench", inUse.id);
    expect(document.models).toHaveLength(1);
    expect(Object.keys(document.models[0])).toEqual(Object.keys(inUse));
    expect(exitCode).toBe(0);
  });
});

describe("what is there already", () => {
  test("is not installed again", async () => {
    const { stdout, exitCode } = await run("install", inUse.id);
    expect(stdout).toContain(`${inUse.name} is installed.`);
    expect(exitCode).toBe(0);
  });

  test("is in use at once, with and without waiting", async () => {
    const waited = await run("use", inUse.id);
    expect(waited.stdout).toBe(`${inUse.name} is in use.\n`);
    const { document, exitCode } = await json("use", inUse.id, "--no-wait", "--drop-old");
    expect(document).toMatchObject({ id: inUse.id, isInUse: true });
    expect(exitCode).toBe(0);
  });

  test("stays in use when a switch is cancelled that there was none of", async () => {
    expect((await run("cancel")).stdout).toBe(`${inUse.name} stays in use.\n`);
  });
});

describe("what cannot be done", () => {
  test("the model in use is not removed, and nobody is asked first", async () => {
    const { document, exitCode } = await json("remove", inUse.id);
    expect(document.error).toMatchObject({ code: "MODEL_IN_USE" });
    expect(exitCode).toBe(1);
    expect((await run("remove", inUse.id, "--yes")).stderr).toContain(`${inUse.name} is in use.`);
  });

  test.each([["install"], ["use"], ["remove"], ["verify"], ["bench"]])(
    "%s of a model that nobody knows says so",
    async (command) => {
      const { document, exitCode } = await json(command, "no-such-model");
      expect(document.error).toEqual({
        code: "MODEL_NOT_FOUND",
        message: "There is no model no-such-model. Look at the list of models.",
      });
      expect(exitCode).toBe(1);
    },
  );

  test("a command that there is not, or that lacks its model, is wrong usage", async () => {
    expect((await run("frobnicate")).exitCode).toBe(2);
    const { document, exitCode } = await json("use");
    expect(document.error.code).toBe("QUERY_INVALID");
    expect(exitCode).toBe(2);
  });
});
