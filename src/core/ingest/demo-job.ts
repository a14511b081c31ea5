import { join } from "node:path";
import { errorCodeSchema } from "../../contract/errors.ts";
import type { Job } from "../../contract/jobs.ts";
import type { Catalog } from "../catalog/index.ts";
import { ShoeboxError, systemCodeOf } from "../errors.ts";
import { makeDirectory } from "../files/make-directory.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import { addRoots, checkDirectory } from "./add-roots.ts";
import type { JobManager } from "./job-manager.ts";

/** What a host is asked to draw: the same `count` and `seed` always give the same photos. */
export interface DemoDrawing {
  /** Absolute; it exists. */
  directory: string;
  count: number;
  seed: number;
  signal: AbortSignal;
}

interface DemoJobParts {
  catalog: Catalog;
  places: RootPlaces;
  jobs: JobManager;
  /** The host's own picture-drawer, if it has one. */
  draw: ((drawing: DemoDrawing) => Promise<unknown>) | undefined;
}

/** The photos people try the app with are always the same ones. */
const demoSeed = 1;

/**
 * A job that first has the demo photos drawn, once, and then indexes them like any folder. It fails with
 * NOT_SUPPORTED_HERE where the host cannot draw, and with the host's code where it could not.
 */
export function startDemoJob({ catalog, places, jobs, draw }: DemoJobParts, count: number): Job {
  const directory = join(catalog.libraryDirectory, "demo-photos");
  return jobs.start("demo", [directory], async (job) => {
    if (!draw) throw new ShoeboxError("NOT_SUPPORTED_HERE", "Demo photos cannot be drawn here.");
    job.setPhase("generating");
    makeDirectory(directory);
    await draw({ directory, count, seed: demoSeed, signal: job.signal }).catch((error: unknown) => {
      throw withCode(error, directory);
    });
    return addRoots(catalog, places, [await checkDirectory(directory)]);
  });
}

/** A host's error carries a code of ours, and is of its own kind. */
function withCode(error: unknown, path: string): unknown {
  const code = errorCodeSchema.safeParse(systemCodeOf(error));
  if (!code.success || !(error instanceof Error)) return error;
  return new ShoeboxError(code.data, error.message, { path, cause: error });
}
