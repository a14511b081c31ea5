import { mkdir, readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { endWithTest, firstLine, shoebox, start } from "../helpers/command-line.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

async function scratch() {
  const directory = await temporaryDirectory();
  return { library: join(directory, "library"), at: (name: string) => join(directory, name) };
}

function errorIn(stdout: string): { code: string; message: string } {
  const document = JSON.parse(stdout);
  expect(Object.keys(document)).toEqual(["error"]);
  expect(Object.keys(document.error)).toEqual(["code", "message"]);
  return document.error;
}

describe("a job that could not run ends with 1", () => {
  test("a folder that is not there: DIR_NOT_FOUND on stdout with --json", async () => {
    const { library, at } = await scratch();
    const ended = await shoebox("index", at("nowhere"), "--library", library, "--json");
    expect(errorIn(ended.stdout)).toMatchObject({
      code: "DIR_NOT_FOUND",
      message: expect.stringContaining(at("nowhere")),
    });
    expect(ended).toMatchObject({ exitCode: 1, stderr: "" });
  });

  test("for people: what happened, to which path, what to do, on stderr alone", async () => {
    const { library, at } = await scratch();
    const ended = await shoebox("index", at("nowhere"), "--library", library);
    expect(ended.stderr).toBe(
      `shoebox: The folder ${at("nowhere")} does not exist. Check the path, or connect the disk it is on.\n`,
    );
    expect(ended).toMatchObject({ exitCode: 1, stdout: "" });
  });

  test("an installation without its models: MODEL_MISSING", async () => {
    const { library, at } = await scratch();
    const args = ["search", "dog", "--library", library, "--json"];
    const ended = await start(args, { env: { SHOEBOX_MODELS: at("no models") } }).ended;
    expect(errorIn(ended.stdout)).toMatchObject({
      code: "MODEL_MISSING",
      message: expect.stringContaining(at("no models")),
    });
  });

  test("an empty folder: DIR_EMPTY", async () => {
    const { library, at } = await scratch();
    await mkdir(at("empty"));
    const ended = await shoebox("index", at("empty"), "--library", library, "--json");
    expect(errorIn(ended.stdout).code).toBe("DIR_EMPTY");
    expect(ended.exitCode).toBe(1);
  });

  test("a photo that is not in the library: ASSET_NOT_FOUND", async () => {
    const { library } = await scratch();
    const ended = await shoebox("similar", "4711", "--library", library, "--json");
    expect(errorIn(ended.stdout).code).toBe("ASSET_NOT_FOUND");
    expect(ended.exitCode).toBe(1);
  });

  test("a library that a server has open: CATALOG_LOCKED, and free again once that has ended", async () => {
    const { library } = await scratch();
    const server = endWithTest(start(["serve", "--port", "0", "--json", "--library", library]));
    await firstLine(server);
    const locked = await shoebox("stats", "--library", library, "--json");
    expect(errorIn(locked.stdout).code).toBe("CATALOG_LOCKED");
    expect(locked.exitCode).toBe(1);
    server.child.kill("SIGTERM");
    expect(await server.ended).toMatchObject({ exitCode: 0, stderr: "" });
    expect((await shoebox("stats", "--library", library, "--json")).exitCode).toBe(0);
  });
});

describe("wrong usage ends with 2", () => {
  test.each([
    ["no command", []],
    ["an unknown command", ["frobnicate"]],
    ["an unknown option", ["stats", "--frobnicate"]],
    ["a missing argument", ["index"]],
    ["a limit that is no number", ["search", "boat", "--limit", "many"]],
    ["a limit of none", ["search", "boat", "--limit", "0"]],
    ["a negative offset", ["search", "boat", "--offset", "-1"]],
    ["an empty text", ["search", " "]],
    ["a port that cannot be", ["serve", "--port", "70000"]],
    ["an unknown code", ["problems", "--code", "FROBNICATED"]],
    ["an empty library", ["stats", "--library", ""]],
  ])("%s", async (_, args) => {
    const ended = await shoebox(...args);
    expect(ended).toMatchObject({ exitCode: 2, stdout: "" });
    expect(ended.stderr).not.toBe("");
  });

  test("and with --json says so on stdout as QUERY_INVALID", async () => {
    const ended = await shoebox("search", "boat", "--limit", "many", "--json");
    expect(errorIn(ended.stdout)).toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringContaining("--limit"),
    });
    expect(ended).toMatchObject({ exitCode: 2, stderr: "" });
  });

  test("makes no library", async () => {
    const { library, at } = await scratch();
    await shoebox("search", " ", "--library", library);
    expect(await readdir(at("."))).toEqual([]);
  });
});

/** Makes one of Node's own functions fail that the core needs. */
const breakNode = `--import=data:text/javascript,${encodeURIComponent(`
  import os from "node:os";
  import { syncBuiltinESMExports } from "node:module";
  os.availableParallelism = () => { throw new Error("broken on purpose"); };
  syncBuiltinESMExports();
`)}`;

describe("an error that nobody foresaw", () => {
  test("prints no stack, unless SHOEBOX_DEBUG asks for it", async () => {
    const { library } = await scratch();
    const args = ["stats", "--library", library];
    const env = { NODE_OPTIONS: breakNode };
    const quiet = await start(args, { env }).ended;
    expect(quiet.exitCode).toBe(1);
    expect(quiet.stderr).toContain("broken on purpose");
    expect(quiet.stderr.trimEnd().split("\n")).toHaveLength(1);
    const loud = await start(args, { env: { ...env, SHOEBOX_DEBUG: "1" } }).ended;
    expect(loud.stderr).toMatch(/^ {4}at /m);
  });
});

test("help and version answer on stdout with 0", async () => {
  const help = await shoebox("--help");
  expect(help).toMatchObject({ exitCode: 0, stderr: "" });
  for (const command of ["index", "search", "similar", "stats", "problems", "serve", "demo"]) {
    expect(help.stdout).toContain(`  ${command} `);
  }
  expect(await shoebox("--version")).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d+\.\d+\.\d+\n$/),
  });
});

test("a reader who leaves early is no error", async () => {
  const { child, ended } = start(["--help"]);
  child.stdout.destroy();
  expect(await ended).toMatchObject({ exitCode: 0, stderr: "" });
});
