import { chmod, readFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { beforeEach, describe, expect, test, vi } from "vitest";
import { hasDisplay, openInBrowser, revealInFileManager } from "../../src/cli/file-manager.ts";
import { put } from "../helpers/pictures.ts";
import { temporaryDirectory } from "../helpers/temporary.ts";

let callsPath: string;

/** Puts a program in the place of the desktop's own, which notes each argument on a line that ends with a NUL. */
beforeEach(async () => {
  const directory = await temporaryDirectory();
  callsPath = join(directory, "calls");
  for (const name of ["xdg-open", "open"]) {
    await put(
      join(directory, name),
      `#!/bin/sh\nprintf '%s\\0' "$@" > '${callsPath}.part'\nmv '${callsPath}.part' '${callsPath}'\n`,
    );
    await chmod(join(directory, name), 0o755);
  }
  vi.stubEnv("PATH", `${directory}:${process.env.PATH}`);
  vi.stubEnv("DISPLAY", ":0");
});

function received(): Promise<string[]> {
  return vi.waitFor(async () => (await readFile(callsPath, "utf8")).split("\0").slice(0, -1));
}

describe.runIf(process.platform !== "win32")("the desktop's own programs", () => {
  test("a path reaches the file manager as one argument, whatever is in it", async () => {
    const path = "/photos/$(touch x) \"a\";\n`b` 'c'/-rf.jpg";
    await revealInFileManager(path);
    const expected = process.platform === "darwin" ? ["-R", path] : [dirname(path)];
    expect(await received()).toEqual(expected);
  });

  test("an address reaches the browser", async () => {
    await openInBrowser("http://127.0.0.1:4117/?token=a&b");
    expect(await received()).toEqual(["http://127.0.0.1:4117/?token=a&b"]);
  });
});

describe.runIf(process.platform === "linux")("without a display", () => {
  test("nothing is opened, and the error says why", async () => {
    vi.stubEnv("DISPLAY", "");
    vi.stubEnv("WAYLAND_DISPLAY", "");
    expect(hasDisplay()).toBe(false);
    await expect(revealInFileManager("/photos/a.jpg")).rejects.toMatchObject({ code: "NOT_SUPPORTED_HERE" });
  });
});
