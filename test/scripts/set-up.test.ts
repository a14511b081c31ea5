import { cp, mkdir, readFile, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { projectDirectory, startNode } from "../helpers/command-line.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

/**
 * A checkout with the real scripts and lock, whose npm is a program that only notes how it was called.
 * @returns its directory, and the calls so far
 */
async function checkout({ isInstalled }: { isInstalled: boolean }) {
  const directory = await temporaryDirectory();
  const at = (...parts: string[]) => join(directory, ...parts);
  await cp(join(projectDirectory, "scripts"), at("scripts"), { recursive: true });
  await cp(join(projectDirectory, "package-lock.json"), at("package-lock.json"));
  await mkdir(at("node_modules"));
  if (isInstalled) {
    await cp(
      join(projectDirectory, "node_modules/.package-lock.json"),
      at("node_modules/.package-lock.json"),
    );
    await symlink(join(projectDirectory, "node_modules/node"), at("node_modules/node"), "junction");
  }
  const calls = at("calls.txt");
  await writeFile(
    at("npm-cli.cjs"),
    `require("node:fs").appendFileSync(${JSON.stringify(calls)}, process.argv.slice(2).join(" ") + "\\n");
     console.log("noise"); console.error("npm error code E42"); process.exitCode = 1;`,
  );
  const env = { npm_execpath: at("npm-cli.cjs"), npm_node_execpath: process.execPath };
  const library = JSON.stringify(at("scripts/lib"));
  const source = `const { ensureInstalled } = await import(${library} + "/install.mjs");
    const { exitWith } = await import(${library} + "/say.mjs");
    await exitWith(async () => { await ensureInstalled(); return 0; });`;
  const install = () => startNode(["--input-type=module", "--eval", source], { env }).ended;
  const callsSoFar = async () =>
    (await readFile(calls, "utf8").catch(() => "")).trim().split("\n").filter(Boolean);
  return { at, install, callsSoFar };
}

describe("installing", () => {
  test("calls no npm when what is installed is what the lock names", async () => {
    const { install, callsSoFar } = await checkout({ isInstalled: true });
    expect(await install()).toEqual({ exitCode: 0, stdout: "", stderr: "" });
    expect(await install()).toMatchObject({ exitCode: 0 });
    expect(await callsSoFar()).toEqual([]);
  });

  test("makes a missing tree with npm ci, and shows npm's error without its noise when that fails", async () => {
    const { install, callsSoFar } = await checkout({ isInstalled: false });
    const { exitCode, stdout, stderr } = await install();
    expect(await callsSoFar()).toEqual([expect.stringMatching(/^ci --ignore-scripts/)]);
    expect({ exitCode, stdout }).toEqual({ exitCode: 1, stdout: "" });
    expect(stderr).toContain("npm error code E42");
    expect(stderr).not.toMatch(/^ {4}at /m);
  });

  test("brings a tree up to a lock that has changed since", async () => {
    const { at, install, callsSoFar } = await checkout({ isInstalled: true });
    await install();
    const lock = JSON.parse(await readFile(at("package-lock.json"), "utf8"));
    lock.packages["node_modules/zod"].version = "999.0.0";
    await writeFile(at("package-lock.json"), JSON.stringify(lock));
    await install();
    expect(await callsSoFar()).toEqual([expect.stringMatching(/^install --ignore-scripts/)]);
  });
});
