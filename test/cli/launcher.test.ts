import { cp } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import {
  endWithTest,
  firstLine,
  launcher,
  projectDirectory,
  start,
  startNode,
} from "../helpers/command-line.ts";
import { put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

/** Makes the launcher, and nothing that it starts, believe that it runs under an old Node. */
const pretendOldNode = `--import=data:text/javascript,${encodeURIComponent(
  'Object.defineProperty(process.versions, "node", { value: "20.20.2" });',
)}`;

function startUnderOldNode(...args: string[]) {
  return startNode([pretendOldNode, launcher, ...args]);
}

test("under an old Node the command line runs under the pinned one, with its exit code passed on", async () => {
  expect(await startUnderOldNode("--version").ended).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^\d/),
  });
  expect(await startUnderOldNode("frobnicate").ended).toMatchObject({ exitCode: 2 });
});

test("under an old Node without a pinned one, one line says what is missing", async () => {
  const directory = await temporaryDirectory();
  for (const part of ["bin", "scripts"]) {
    await cp(join(projectDirectory, part), join(directory, part), { recursive: true });
  }
  await put(join(directory, "out/main/cli.js"), "");
  const { ended } = startNode([pretendOldNode, join(directory, "bin/shoebox.mjs"), "--version"]);
  expect(await ended).toEqual({
    exitCode: 1,
    stdout: "",
    stderr: expect.stringMatching(/^shoebox: Node 24 or newer is needed .*\n$/),
  });
});

test("signals reach the command through the launcher", async () => {
  const library = await temporaryDirectory();
  const running = endWithTest(startUnderOldNode("serve", "--port", "0", "--json", "--library", library));
  await firstLine(running);
  running.child.kill("SIGTERM");
  expect(await running.ended).toMatchObject({ exitCode: 0, stderr: "" });
});

test("the environment names the library where no option does", async () => {
  const library = await temporaryDirectory();
  const { stdout } = await start(["stats", "--json"], { env: { SHOEBOX_LIBRARY: library } }).ended;
  expect(JSON.parse(stdout).libraryDirectory).toBe(library);
});
