import { request } from "node:http";
import { createCore } from "../../src/core/index.ts";

// A process of its own that does what people do with a library.
const [libraryDirectory = "", folder = ""] = process.argv.slice(2);
const core = await createCore({ libraryDirectory });
const { client } = core;
await core.startWatching();
const { jobId } = await client.jobs.index({ directories: [folder] });
for await (const job of await client.jobs.progress({ jobId })) if (job.endedAt !== null) break;
await core.compareAll();
const { results } = await client.search.text({ query: "a red boat" });
const { assetId } = results[0] ?? {};
if (assetId === undefined) throw new Error("Nothing was indexed.");
await client.search.similar({ assetId });
await client.search.suggestions();
await client.photos.details({ assetId });
await core.media("preview", assetId);
await client.settings.set({ indexingSpeed: "polite", modelMirror: "http://mirror.invalid" });
await client.problems.list({});
await client.duplicates.list({});
await client.history.list({});
await client.library.stats();
const inUse = (await client.models.list()).models.find((card) => card.isInUse);
if (!inUse) throw new Error("No model is in use.");
const { works } = await client.models.verify({ id: inUse.id });
if (!works) throw new Error("The model in use does not work.");
await client.models.measure({ id: inUse.id });
await core.close();
// That a connection would have been noticed.
await new Promise((resolve) => request("http://noticed.invalid/").on("error", resolve).end()).catch(() => {});
process.send?.("done");
