/**
 * A process that writes the captions of a library's photos, until all have theirs or it is killed. Tells its parent how
 * many have after each batch.
 */
import { createCore } from "../../src/core/index.ts";

const [libraryDirectory = "", modelsDirectory = ""] = process.argv.slice(2);
const core = await createCore({ libraryDirectory, modelsDirectory });
const { catalog, stages } = core.context.services;
const tell = setInterval(() => process.send?.(catalog.stages.counts("captions").done), 20);
await core.resumeInterrupted();
await stages.settled("captions");
clearInterval(tell);
const { written, own, rejected, photos } = await core.client.captions.status();
const found = (await core.client.search.text({ query: "has:caption" })).total;
await core.close();
process.send?.({ written, own, rejected, photos, found });
process.disconnect();
