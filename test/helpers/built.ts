/** Builds what is stale of out/, for what runs the built program. */
export async function ensureBuilt(): Promise<void> {
  const buildScript = new URL("../../scripts/lib/build.mjs", import.meta.url).href;
  const build = (await import(buildScript)) as { ensureBuilt(): Promise<void> };
  await build.ensureBuilt();
}
