import { existsSync } from "node:fs";
import { cp } from "node:fs/promises";
import { join } from "node:path";
import { projectDirectory } from "./command-line.ts";
import { temporaryDirectory } from "./temporary.ts";

const cases = join(projectDirectory, "..", "shared", "cases");

/** A copy of a folder of cases; undefined where they, which are no part of this repository, are not there. */
export async function sharedCases(name: string): Promise<string | undefined> {
  const source = join(cases, name);
  if (!existsSync(source)) return undefined;
  const folder = join(await temporaryDirectory(), name);
  await cp(source, folder, { recursive: true });
  return folder;
}
