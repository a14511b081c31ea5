import { rulesSchema } from "../../src/contract/cleaning.ts";
import { createCore } from "../../src/core/index.ts";

// Root may write everywhere: as root this process becomes nobody before it cleans up.
const nobody = 65_534;
if (process.getuid?.() === 0) {
  process.setgid?.(nobody);
  process.setuid?.(nobody);
}
const core = await createCore({ libraryDirectory: process.argv[2] as string });
const outcome = await core.client.duplicates.resolve({ rules: rulesSchema.parse({ tiers: ["identical"] }) });
await core.close();
process.send?.(outcome);
