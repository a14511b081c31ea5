import { join } from "node:path";
import { openCaptioner } from "../../src/core/models/captioners/open-captioner.ts";
import {
  captionersDirectory,
  type FamilyName,
  fixtureEntry,
  referencePixels,
} from "./transformers-captioner.ts";

// A process of its own that writes captions with models of @huggingface/transformers: one of each family, and one that is not all there.
const families: FamilyName[] = ["florence2", "idefics3", "qwen2_vl"];
for (const family of families) {
  const directory = join(captionersDirectory, family);
  const captioner = await openCaptioner({ entry: fixtureEntry(family), directory }, 1);
  const sentences = await captioner.caption(referencePixels(family));
  if (!sentences.flat().some(({ text }) => text.length > 0)) throw new Error("It said nothing.");
  await captioner.close();
}
const missing = { entry: fixtureEntry("idefics3"), directory: join(captionersDirectory, "odd") };
await openCaptioner(missing, 1).then(
  () => Promise.reject(new Error("It was opened.")),
  () => {},
);
// A name that the library would take for one of the hub's.
const { AutoTokenizer, env } = await import("@huggingface/transformers");
await AutoTokenizer.from_pretrained("people/model").then(
  () => Promise.reject(new Error("It was found.")),
  () => {},
);
await env.fetch("http://nowhere.invalid/").then(
  () => Promise.reject(new Error("It was fetched.")),
  () => {},
);
process.send?.("done");
