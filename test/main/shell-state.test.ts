import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, expect, test, vi } from "vitest";
import { ShellStateFile } from "../../src/main/shell-state.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

const window = { bounds: { x: 10, y: 20, width: 900, height: 700 }, isMaximized: true };
let directory: string;
let path: string;

beforeEach(async () => {
  directory = await temporaryDirectory();
  path = join(directory, "shell-state.json");
});

test("what was remembered is there at the next start", () => {
  const first = new ShellStateFile(path);
  first.update({ window });
  first.update({ lastDirectory: "/home/ada" });
  expect(new ShellStateFile(path).state).toEqual({ window, lastDirectory: "/home/ada" });
});

test("nothing but the file itself is left behind", async () => {
  new ShellStateFile(path).update({ window });
  expect(await readdir(directory)).toEqual(["shell-state.json"]);
});

test.each(["", "{", "[]", "null", '{"window": 3}', "\u0000\u0001"])(
  "a damaged file counts as empty: %j",
  async (text) => {
    await writeFile(path, text);
    const { window: place, lastDirectory } = new ShellStateFile(path).state;
    expect([place, lastDirectory]).toEqual([undefined, undefined]);
  },
);

test("a part that is wrong does not take the others with it", async () => {
  await writeFile(path, JSON.stringify({ window: { bounds: "wide" }, lastDirectory: "/home/ada" }));
  expect(new ShellStateFile(path).state.lastDirectory).toBe("/home/ada");
});

test("a folder that cannot be written does not stop the app", () => {
  const complaint = vi.spyOn(console, "error").mockImplementation(() => {});
  const file = new ShellStateFile(join(directory, "missing", "shell-state.json"));
  file.update({ window });
  expect(file.state.window).toEqual(window);
  expect(complaint).toHaveBeenCalledOnce();
  complaint.mockRestore();
});
