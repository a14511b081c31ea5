import { createWriteStream, readFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { readManifest } from "../../../src/core/models/manifest/read-manifest.ts";
import { sentencesOf } from "../../../test/helpers/captions-of-photographs.ts";
import { shippedCaptioner } from "../../../test/helpers/shipped-captioner.ts";

/**
 * What the captioner says of pictures that were kept back, as the app runs it, and how likely it finds the surest thing
 * that it names: lines of {path, text, surestThing}. `calibrate.py` makes the confidence of it.
 *
 *   node models/starter-captions/training/say.ts --photographs DIR --list FILE --out FILE
 */
const { values } = parseArgs({
  options: { photographs: { type: "string" }, list: { type: "string" }, out: { type: "string" } },
});
const { photographs = ".", list = "", out = "" } = values;
const shipped = shippedCaptioner(await readManifest());
// The confidence is then the logistic function of the logarithm itself.
const model = {
  ...shipped,
  entry: { ...shipped.entry, confidence: { of: "things", slope: 1, intercept: 0, least: 0 } as const },
};
const paths: string[] = JSON.parse(readFileSync(list, "utf8"));
const file = createWriteStream(out);
const sentences = await sentencesOf(
  paths.map((path) => join(photographs, path)),
  model,
);
for (const [index, sentence] of sentences.entries()) {
  const { text = "", confidence } = sentence ?? {};
  const surestThing = confidence ? Math.log(confidence / (1 - confidence)) : null;
  file.write(`${JSON.stringify({ path: paths[index], text, surestThing })}\n`);
}
await new Promise((done) => file.end(done));
