import { rulesSchema } from "../../src/contract/cleaning.ts";
import { createCore } from "../../src/core/index.ts";

// A process of its own that cleans up until it is killed.
const core = await createCore({ libraryDirectory: process.argv[2] as string });
process.send?.("start");
await core.client.duplicates.resolve({ rules: rulesSchema.parse({ tiers: ["identical"] }) });
process.send?.("done");
setInterval(() => {}, 1000);
