/**
 * A process that gives a library's photos their vectors of another model, until it is done or killed. Tells its parent
 * how many have theirs after each batch.
 */
import { createCore } from "../../src/core/index.ts";

const [libraryDirectory = "", modelsDirectory = "", modelId = ""] = process.argv.slice(2);
const core = await createCore({ libraryDirectory, modelsDirectory });
const { models, catalog } = core.context.services;
if (models.inUse?.id !== modelId && models.wanted?.id !== modelId) await models.use(modelId);
const name = models.wanted ? `embeddings:${models.wanted.key}` : "";
const tell = setInterval(() => process.send?.(catalog.stages.counts(name).done), 20);
await core.resumeInterrupted();
await core.switched();
clearInterval(tell);
const { ranked, model } = await core.client.search.text({ query: "a dog" });
await core.close();
process.send?.({ ranked, model: model?.id });
process.disconnect();
