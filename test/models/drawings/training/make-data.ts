import { once } from "node:events";
import { createWriteStream, mkdirSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { drawnScene } from "../../../../models/starter/training/draw-scene.ts";
import { captionsOf, shortCaptionsOf } from "../../../../src/demo/captions.ts";
import { groupsOf } from "../../../../src/demo/scene.ts";

/**
 * Writes one shard of the training set: pictures as raw uint8 [count, 112, 112, 3] and a line of JSON for each.
 * Scenes come from seeds that start with "training", which no library ever has: `writeDemoLibrary` uses "library".
 *
 *   node test/models/drawings/training/make-data.ts --out DIR --shard 0 --count 25000
 */
const { values } = parseArgs({
  options: { out: { type: "string" }, shard: { type: "string" }, count: { type: "string" } },
});
const out = values.out ?? "training-data";
const shard = Number(values.shard ?? 0);
const count = Number(values.count ?? 1000);

const sidePixels = 112;

sharp.concurrency(1);
mkdirSync(out, { recursive: true });
const pictures = createWriteStream(join(out, `pictures-${shard}.u8`));
const lines = createWriteStream(join(out, `captions-${shard}.jsonl`));

for (let index = 0; index < count; index++) {
  // Drawn at twice the size and made smaller, as a photo is on its way to the model.
  const { scene, drawn } = await drawnScene(`training ${shard} ${index}`, 2 * sidePixels);
  const pixels = await drawn
    .resize(sidePixels, sidePixels, { fit: "cover", kernel: "cubic" })
    .removeAlpha()
    .raw()
    .toBuffer();
  const line = {
    captions: captionsOf(scene),
    short: [...new Set(shortCaptionsOf(scene))],
    groups: groupsOf(scene),
    place: scene.place,
    light: scene.place === "space" ? "" : scene.light,
  };
  lines.write(`${JSON.stringify(line)}\n`);
  if (!pictures.write(pixels)) await once(pictures, "drain");
  if (index % 1000 === 999) console.log(`${index + 1} of ${count}`);
}
pictures.end();
lines.end();
