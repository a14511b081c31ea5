import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { ensureBuilt } from "../../helpers/built.ts";
import { testModelsEnvironment } from "../../helpers/test-models.ts";
import { demoDirectory, demoLibrary, setRunDirectory } from "./run-directory.ts";
import { shoebox } from "./shoebox.ts";

export const demoPhotoCount = 60;
const demoSeed = "7";

/** Builds what is stale, draws the demo photos and indexes them: once for all tests. Answers how to clean up. */
export default async function setUp(): Promise<() => Promise<void>> {
  await ensureBuilt();
  // Of this process and all that it starts: the workers, and through them the servers.
  Object.assign(process.env, testModelsEnvironment);
  const directory = await mkdtemp(join(tmpdir(), "shoebox-e2e-"));
  setRunDirectory(directory);
  await shoebox("demo", demoDirectory(), "--count", String(demoPhotoCount), "--seed", demoSeed);
  await shoebox("index", demoDirectory(), "--library", demoLibrary(), "--json");
  // Answers when all photos have been compared: groups that still grow are others from one look to the next.
  await shoebox("duplicates", "--library", demoLibrary(), "--json");
  return () => rm(directory, { recursive: true, force: true, maxRetries: 5 });
}
