import { onTestFinished } from "vitest";
import type { Job } from "../../src/contract/index.ts";
import { type Core, type CoreOptions, createCore, type Host } from "../../src/core/index.ts";
import { writeDemoLibrary } from "../../src/demo/index.ts";
import { temporaryDirectory } from "./temporary.ts";

/** What a core of tests is given when a test says nothing else. */
const host: Host = { drawDemoPhotos: writeDemoLibrary };

/** A real core on a library of its own, closed when the test ends. */
export async function openCore(options: Partial<CoreOptions> = {}): Promise<Core> {
  const libraryDirectory = options.libraryDirectory ?? (await temporaryDirectory());
  const core = await createCore({ host, ...options, libraryDirectory });
  let isClosed = false;
  const close = core.close.bind(core);
  core.close = async () => {
    if (!isClosed) await close();
    isClosed = true;
  };
  onTestFinished(() => core.close());
  return core;
}

/** Waits until a job has ended. */
export async function ended(core: Core, { jobId }: { jobId: number }): Promise<Job> {
  let last: Job | undefined;
  for await (const job of await core.client.jobs.progress({ jobId })) last = job;
  if (!last) throw new Error(`Job ${jobId} told nothing.`);
  return last;
}

/** Indexes folders to the end. */
export async function index(core: Core, ...directories: string[]): Promise<Job> {
  return ended(core, await core.client.jobs.index({ directories }));
}
