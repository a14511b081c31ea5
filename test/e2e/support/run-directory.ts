import { join } from "node:path";

const name = "SHOEBOX_E2E_DIRECTORY";

/** What all tests of a run share lies in one temporary folder, whose path the workers inherit. */
export function setRunDirectory(path: string): void {
  process.env[name] = path;
}

export function runDirectory(): string {
  const path = process.env[name];
  if (path === undefined) throw new Error(`${name} is not set: the global set-up has not run.`);
  return path;
}

/** Demo photos with their captions; nobody writes here. */
export const demoDirectory = (): string => join(runDirectory(), "Demo photos");

/** A library in which they are indexed; tests work on copies of it. */
export const demoLibrary = (): string => join(runDirectory(), "library");
