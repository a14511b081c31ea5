import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { captionsOf, shortCaptionsOf } from "../../../src/demo/captions.ts";
import { randomFrom } from "../../../src/demo/random.ts";
import { renderScene } from "../../../src/demo/render.ts";
import { randomScene } from "../../../src/demo/scene.ts";

/**
 * Draws the demo scenes that the model is trained on, so that it knows the demo photos too: pictures and scenes.jsonl.
 * Scenes come from seeds that no library has.
 *
 *   node models/starter/training/make-scenes.ts --out DIR --count 7000
 */
const { values } = parseArgs({ options: { out: { type: "string" }, count: { type: "string" } } });
const out = values.out ?? "scenes";
const count = Number(values.count ?? 7000);

const shortSidePixels = 400;
const shapes = [
  [4, 3],
  [3, 4],
  [3, 2],
  [2, 3],
  [1, 1],
  [16, 9],
] as const;

sharp.concurrency(1);
mkdirSync(out, { recursive: true });
const lines: string[] = [];
for (let index = 0; index < count; index++) {
  const random = randomFrom(`training starter ${index}`);
  const scene = randomScene(random);
  const [across, down] = random.pick(shapes);
  const scale = shortSidePixels / Math.min(across, down);
  const size = { width: Math.round(across * scale), height: Math.round(down * scale) };
  const drawn = await (await renderScene(scene, size)).png({ compressionLevel: 0 }).toBuffer();
  const path = `${index}.jpg`;
  await sharp(drawn).jpeg({ quality: 90 }).toFile(join(out, path));
  lines.push(
    JSON.stringify({ path, captions: captionsOf(scene), short: [...new Set(shortCaptionsOf(scene))] }),
  );
}
writeFileSync(join(out, "scenes.jsonl"), `${lines.join("\n")}\n`);
