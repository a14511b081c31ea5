/** What is killed is the command line as it is built. */
export default async function setUp(): Promise<void> {
  const buildScript = new URL("../../scripts/lib/build.mjs", import.meta.url).href;
  const { ensureBuilt } = (await import(buildScript)) as { ensureBuilt(): Promise<void> };
  await ensureBuilt();
}
