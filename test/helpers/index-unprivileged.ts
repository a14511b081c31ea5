import { createCore } from "../../src/core/index.ts";

// Root may look everywhere: as root this process becomes nobody before it looks.
const nobody = 65_534;
if (process.getuid?.() === 0) {
  process.setgid?.(nobody);
  process.setuid?.(nobody);
}
const core = await createCore({ libraryDirectory: process.argv[2] as string });

process.on("message", async (directory: string) => {
  const { jobId } = await core.client.jobs.index({ directories: [directory] });
  let last: unknown;
  for await (const job of await core.client.jobs.progress({ jobId })) last = job;
  const { problems } = await core.client.problems.list({});
  process.send?.({ job: last, problems, stats: await core.client.library.stats() });
});
process.on("disconnect", async () => {
  await core.close();
  process.exit(0);
});
process.send?.("ready");
