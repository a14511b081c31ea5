import { spawn } from "node:child_process";
import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import { launcher, start } from "../helpers/command-line.ts";
import { libraryCommands } from "../helpers/library-commands.ts";
import { jpeg, put } from "../helpers/pictures.ts";

const { scratch, photos, run, json } = libraryCommands();
const harbour = ["harbour 1.jpg", "harbour 2.jpg", "harbour\nnight.jpg"];

beforeAll(async () => {
  for (const [look, name] of harbour.entries())
    await put(join(photos, name), await jpeg(look, { width: 120 + look, height: 80 }));
  // A name with a byte that is not UTF-8.
  const odd = Buffer.concat([Buffer.from(`${photos}/harbour `), Buffer.of(0xe9), Buffer.from(".jpg")]);
  await writeFile(odd, await jpeg(7, { width: 130, height: 80 }));
  await put(join(photos, "mountain.jpg"), await jpeg(5, { width: 140, height: 80 }));
  await run("index", photos);
});

/** What is printed, byte for byte. */
async function bytesOf(...args: string[]): Promise<Buffer> {
  const library = ["--library", join(scratch, "library")];
  const child = spawn(process.execPath, [launcher, ...args, ...library], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const parts: Buffer[] = [];
  for await (const part of child.stdout) parts.push(part);
  return Buffer.concat(parts);
}

/** Each that ends so, in bytes. */
function partsOf(bytes: Buffer, end: string): string[] {
  const parts = bytes.toString("latin1").split(end);
  expect(parts.pop()).toBe("");
  return parts.sort();
}

const named = (name: string) => Buffer.from(join(photos, name)).toString("latin1");
const oddName = `${Buffer.from(photos).toString("latin1")}/harbour \u00e9.jpg`;

describe("paths for other programs", () => {
  test("are one a line, as the file system has them; one with a line break is left out, and said", async () => {
    const paths = partsOf(await bytesOf("search", "harbour", "--paths"), "\n");
    expect(paths).toEqual([named("harbour 1.jpg"), named("harbour 2.jpg"), oddName].sort());
    for (const path of paths) expect(await readFile(Buffer.from(path, "latin1"))).not.toHaveLength(0);
    const { stderr, exitCode } = await run("search", "harbour", "--paths");
    expect(stderr).toBe("1 path holds a line break: -0 lists it, too.\n");
    expect(exitCode).toBe(0);
  });

  test("with -0 each ends with NUL, whatever it holds", async () => {
    const paths = partsOf(await bytesOf("search", "harbour", "-0"), "\0");
    expect(paths).toEqual([...harbour.map(named), oddName].sort());
    expect(partsOf(await bytesOf("search", "harbour", "--paths", "--null"), "\0")).toEqual(paths);
    expect((await run("search", "harbour", "-0")).stderr).toBe("");
  });

  test("are those above the line, with --all those below it too, as many as are asked for", async () => {
    const likely = partsOf(await bytesOf("search", "harbour", "-0"), "\0");
    const all = partsOf(await bytesOf("search", "harbour", "-0", "--all"), "\0");
    expect(all).toHaveLength(5);
    expect(likely.length).toBeLessThan(5);
    const pages = [];
    for (const offset of ["0", "2", "4"])
      pages.push(
        ...partsOf(
          await bytesOf("search", "harbour", "-0", "--all", "--limit", "2", "--offset", offset),
          "\0",
        ),
      );
    expect(pages.sort()).toEqual(all);
  });

  test("are in the order of the results", async () => {
    const { document } = await json("search", "harbour", "--all", "--sort", "name");
    const { stdout } = await run("search", "harbour", "--all", "--sort", "name", "-0");
    const tail = (path: string) => path.slice(photos.length).replace(/[\ufffd]|\\xe9/, "?");
    const paths: string[] = document.results.map(({ path }: { path: string }) => path);
    expect(stdout.split("\0").slice(0, -1).map(tail)).toEqual(paths.map(tail));
  });

  test("stand alone: no table, no JSON, no reasons beside them", async () => {
    for (const other of ["--json", "--why"])
      expect((await run("search", "harbour", "--paths", other)).exitCode).toBe(2);
  });

  test("a reader who leaves early is no error", async () => {
    const { child, ended } = start(["search", "harbour", "--paths", "--library", join(scratch, "library")]);
    child.stdout.destroy();
    expect(await ended).toMatchObject({ exitCode: 0, stdout: "" });
  });
});

test("where nothing is found nothing is printed, and that is no failure", async () => {
  const empty = join(scratch, "empty library");
  const ended = await start(["search", "boat", "--paths", "--library", empty]).ended;
  expect(ended).toMatchObject({ exitCode: 0, stdout: "" });
  expect(ended.stderr).toContain("shoebox index DIR");
});
