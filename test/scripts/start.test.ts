import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import {
  endWithTest,
  firstLine,
  projectDirectory,
  type Running,
  startNode,
} from "../helpers/command-line.ts";
import { ask } from "../helpers/http.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";
import { until } from "../helpers/until.ts";

const script = join(projectDirectory, "scripts/start.mjs");

/** What `npm start -- photos` runs, where there is no display. */
async function starting(run = [script, "photos"], more: NodeJS.ProcessEnv = {}): Promise<Running> {
  const directory = await temporaryDirectory();
  await mkdir(join(directory, "photos"));
  await put(join(directory, "photos/one.jpg"), await jpeg(1));
  const env = {
    SHOEBOX_LIBRARY: join(directory, "library"),
    DISPLAY: "",
    WAYLAND_DISPLAY: "",
    INIT_CWD: directory,
    npm_lifecycle_event: undefined,
    ...more,
  };
  return endWithTest(startNode(run, { env }));
}

async function addressOf(running: Running): Promise<{ port: number; token: string }> {
  const line = await firstLine(running);
  const [, port = "", token = ""] = /http:\/\/127\.0\.0\.1:(\d+)\/\?token=([\w-]+)/.exec(line) ?? [];
  return { port: Number(port), token };
}

async function isServed({ port, token }: { port: number; token: string }): Promise<boolean> {
  const answer = ask(port, "/", { headers: { Authorization: `Bearer ${token}` } });
  return answer.then(
    ({ status }) => status === 200,
    () => false,
  );
}

test("where no window can be had, the app is served to the browser with the folders that were named", async () => {
  const running = await starting();
  const address = await addressOf(running);
  expect(await isServed(address)).toBe(true);
  running.child.kill("SIGTERM");
  const { exitCode, stderr } = await running.ended;
  expect(exitCode).toBe(0);
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(/opens in the browser instead/)]);
});

describe("a server that npm start began ends with it", () => {
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP", "SIGKILL"] as const) {
    test(`on ${signal}`, async () => {
      const running = await starting();
      const address = await addressOf(running);
      expect(await isServed(address)).toBe(true);
      running.child.kill(signal);
      await running.ended;
      await until(async () => !(await isServed(address)));
    });
  }

  // As npm runs a script: with a shell, and without a word to it when npm itself is killed.
  const npm = `
    const { spawn } = require("node:child_process");
    const args = ["-c", '"$0" "$1" photos', process.execPath, ${JSON.stringify(script)}];
    spawn("/bin/sh", args, { stdio: "inherit" });
    setInterval(() => {}, 1000);`;

  for (const signal of ["SIGHUP", "SIGKILL"] as const) {
    test.skipIf(process.platform === "win32")(`when npm is ended by ${signal}`, async () => {
      const running = await starting(["--eval", npm], { npm_lifecycle_event: "start" });
      const address = await addressOf(running);
      expect(await isServed(address)).toBe(true);
      running.child.kill(signal);
      await until(async () => !(await isServed(address)));
      // It had time to close its library.
      expect((await running.ended).stderr).not.toMatch(/Error/);
    });
  }
});
