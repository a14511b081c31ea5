import { mkdtempSync } from "node:fs";
import { rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect } from "vitest";
import { start } from "./command-line.ts";

/**
 * The command line on a library of a test file's own; to be called at its top. The folder, with a place for photos in it,
 * is gone when the file's tests are.
 */
export function libraryCommands() {
  const scratch = mkdtempSync(join(tmpdir(), "shoebox-cli-"));
  afterAll(() => rm(scratch, { recursive: true, force: true }));

  function run(...args: string[]) {
    const env = { XDG_DATA_HOME: join(scratch, "data") };
    return start([...args, "--library", join(scratch, "library")], { env }).ended;
  }

  /** What is printed with `--json`, which is one line. */
  async function json(...args: string[]) {
    const { stdout, exitCode } = await run(...args, "--json");
    expect(stdout.trimEnd().split("\n")).toHaveLength(1);
    return { exitCode, document: JSON.parse(stdout) };
  }

  return { scratch, photos: join(scratch, "photos"), run, json };
}
