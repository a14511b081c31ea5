import { createCore } from "../../src/core/index.ts";

// Root may write everywhere: as root this process becomes nobody before it opens the library.
const nobody = 65_534;
if (process.getuid?.() === 0) {
  process.setgid?.(nobody);
  process.setuid?.(nobody);
}
const core = await createCore({ libraryDirectory: process.argv[2] as string });
const { results } = await core.client.search.text({ query: "anything" });
const refused = await core.client.settings.set({ indexingSpeed: "polite" }).then(
  () => undefined,
  (error: { code: string }) => error.code,
);
const answer = { hindrance: core.hindrance(), found: results.length, refused };
await core.close();
process.send?.(answer);
