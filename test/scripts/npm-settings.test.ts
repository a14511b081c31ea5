import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { projectDirectory } from "../helpers/command-line.ts";

const run = promisify(execFile);

/** Without what the npm that runs the tests told them of itself. */
const env = Object.fromEntries(Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name)));

function npm(...args: string[]) {
  return run("npm", args, { cwd: projectDirectory, env, shell: process.platform === "win32" });
}

test("npm knows every setting of the project, and warns of none", async () => {
  expect((await npm("run", "--no-update-notifier")).stderr).toBe("");
});

test("npm's own install runs no package's script, so that none downloads anything", async () => {
  expect((await npm("config", "get", "ignore-scripts")).stdout.trim()).toBe("true");
});
