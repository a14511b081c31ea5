import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, onTestFinished } from "vitest";
import type { ModelTrouble } from "../../src/contract/models.ts";
import type { Patience } from "../../src/core/models/installing/download/patience.ts";
import { InstalledModels } from "../../src/core/models/installing/installed-models.ts";
import { ModelInstaller } from "../../src/core/models/installing/model-installer.ts";
import { type FileServer, startFileServer } from "./file-server.ts";
import type { PublishedModel } from "./published-model.ts";
import { temporaryDirectory } from "./temporary.ts";

/** Nothing is waited for in tests, but for an answer: the machine may be busy. */
export const impatience: Patience = {
  tries: 3,
  backoffMillis: 1,
  backoffCapMillis: 4,
  retryAfterCapMillis: 20,
  stallMillis: 60_000,
};

export interface InstallStation {
  server: FileServer;
  installed: InstalledModels;
  installer: ModelInstaller;
  libraryDirectory: string;
  /** Installs to the end, whatever it is. */
  install(id: string): Promise<ModelTrouble | null>;
}

/** A library and a server that publishes these models. */
export async function installStation(
  models: readonly PublishedModel[],
  options: {
    libraryDirectory?: string;
    mirror?: string;
    environment?: NodeJS.ProcessEnv;
    patience?: Partial<Patience>;
    filesAtOnce?: number;
  } = {},
): Promise<InstallStation> {
  const server = await startFileServer(Object.assign({}, ...models.map(({ files }) => files)));
  const libraryDirectory = options.libraryDirectory ?? (await temporaryDirectory());
  const known = { directory: "/nowhere", models: models.map(({ entry }) => entry) };
  const installed = new InstalledModels(libraryDirectory, known);
  const installer = new ModelInstaller({
    installed,
    mirror: () => options.mirror ?? server.address,
    onChange: () => {},
    environment: options.environment ?? {},
    patience: { ...impatience, ...options.patience },
    filesAtOnce: options.filesAtOnce ?? 3,
  });
  onTestFinished(() => installer.close());
  return {
    server,
    installed,
    installer,
    libraryDirectory,
    async install(id) {
      installer.install(id);
      await installer.settled(id);
      return installer.trouble(id);
    },
  };
}

/** All files under a folder, by path; none where it is not there. */
export async function filesUnder(directory: string): Promise<Map<string, Buffer>> {
  const found = new Map<string, Buffer>();
  const entries = await readdir(directory, { recursive: true, withFileTypes: true }).catch(() => []);
  for (const entry of entries.filter((one) => one.isFile())) {
    const path = join(entry.parentPath, entry.name);
    found.set(path.slice(directory.length + 1), await readFile(path));
  }
  return found;
}

/** All files of a model lie there as published, with its description and nothing else. */
export async function expectInstalled(
  { installed }: InstallStation,
  { entry, files }: PublishedModel,
): Promise<void> {
  const found = await installed.find(entry.id);
  expect(found?.entry).toMatchObject({ id: entry.id, revision: entry.revision });
  const there = await filesUnder(installed.folders.directory);
  const wanted = Object.entries(files).map(
    ([path, bytes]) => [path.replace(`/people/${entry.id}/resolve/main/`, `${entry.id}/`), bytes] as const,
  );
  expect([...there.keys()].filter((path) => path.startsWith(entry.id)).sort()).toEqual(
    [...wanted.map(([path]) => path), `${entry.id}/model.json`].sort(),
  );
  for (const [path, bytes] of wanted) expect(there.get(path)?.equals(bytes), path).toBe(true);
  expect([...there.keys()].filter((path) => path.startsWith(`.${entry.id}`))).toEqual([]);
}

/** Nothing of a model can be seen but what waits for the next try. */
export async function expectNotInstalled({ installed }: InstallStation): Promise<void> {
  expect((await installed.list()).models).toEqual([]);
  const there = await filesUnder(installed.folders.directory);
  expect([...there.keys()].filter((path) => !path.startsWith(".noise.incoming/"))).toEqual([]);
}
