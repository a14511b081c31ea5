import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { onTestFinished, vi } from "vitest";
import { type Rules, rulesSchema } from "../../src/contract/cleaning.ts";
import type { Core, CoreOptions } from "../../src/core/index.ts";
import { index, openCore } from "./core.ts";
import { put } from "./pictures.ts";
import { temporaryDirectory } from "./temporary.ts";

export interface CleanedLibrary {
  core: Core;
  folder: string;
  libraryDirectory: string;
  /** Where the home trash is to be. */
  home: string;
}

/** An indexed folder with these files, and a home trash of its own. */
export async function libraryOf(
  files: Readonly<Record<string, string | Uint8Array>>,
  options: Partial<CoreOptions> & { folder?: string; leaveOut?: string[] } = {},
): Promise<CleanedLibrary> {
  const [home, libraryDirectory] = [await temporaryDirectory(), await temporaryDirectory()];
  vi.stubEnv("XDG_DATA_HOME", home);
  onTestFinished(() => {
    vi.unstubAllEnvs();
  });
  const { leaveOut, ...coreOptions } = options;
  const folder = options.folder ?? (await temporaryDirectory());
  for (const [name, bytes] of Object.entries(files)) await put(join(folder, name), bytes);
  const core = await openCore({ libraryDirectory, ...coreOptions });
  if (leaveOut) await core.client.settings.set({ leaveOut });
  await index(core, folder);
  return { core, folder, libraryDirectory, home };
}

export function identicalBy(part: Partial<Rules> = {}): Rules {
  return rulesSchema.parse({ tiers: ["identical"], ...part });
}

/** All files at and below a folder, by their paths in it, sorted. */
export async function filesIn(folder: string): Promise<string[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
