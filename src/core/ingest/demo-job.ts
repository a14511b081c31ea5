import { join } from "node:path";
import type { Job } from "../../contract/jobs.ts";
import type { Catalog } from "../catalog/index.ts";
import { makeDirectory } from "../files/make-directory.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { addRoots, checkDirectory } from "./add-roots.ts";
import type { JobManager } from "./job-manager.ts";

/** The photos people try the app with are always the same ones. */
const demoSeed = 1;

/** A job that first draws the demo photos, once, and then indexes them like any folder. */
export function startDemoJob(jobs: JobManager, catalog: Catalog, places: RootPlaces, count: number): Job {
  const directory = join(catalog.libraryDirectory, "demo-photos");
  return jobs.start("demo", [directory], async (job) => {
    job.setPhase("generating");
    // Hundreds of drawings that few sessions need: loaded when they do.
    const { writeDemoLibrary } = await import("../demo/index.ts");
    makeDirectory(directory);
    await writeDemoLibrary({ directory, count, seed: demoSeed, signal: job.signal });
    return addRoots(catalog, places, [await checkDirectory(directory)]);
  });
}
