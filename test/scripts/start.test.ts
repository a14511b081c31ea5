import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { endWithTest, firstLine, projectDirectory, startNode } from "../helpers/command-line.ts";
import { ask } from "../helpers/http.ts";
import { jpeg, put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

test("where no window can be had, the app is served to the browser with the folders that were named", async () => {
  const directory = await temporaryDirectory();
  await mkdir(join(directory, "photos"));
  await put(join(directory, "photos/one.jpg"), await jpeg(1));
  const env = {
    SHOEBOX_LIBRARY: join(directory, "library"),
    DISPLAY: "",
    WAYLAND_DISPLAY: "",
    INIT_CWD: directory,
  };
  const script = join(projectDirectory, "scripts/start.mjs");
  const running = endWithTest(startNode([script, "photos"], { env }));
  const line = await firstLine(running);
  const [, port = "", token = ""] = /http:\/\/127\.0\.0\.1:(\d+)\/\?token=([\w-]+)/.exec(line) ?? [];
  const page = await ask(Number(port), "/", { headers: { Authorization: `Bearer ${token}` } });
  expect(page.status).toBe(200);
  running.child.kill("SIGTERM");
  const { exitCode, stderr } = await running.ended;
  expect(exitCode).toBe(0);
  expect(stderr.trimEnd().split("\n")).toEqual([expect.stringMatching(/opens in the browser instead/)]);
});
