import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import sharp from "sharp";
import { captionsOf, shortCaptionsOf } from "../../../src/demo/captions.ts";
import { drawScene } from "./draw-scene.ts";

/**
 * Draws the demo scenes that the model is trained on, so that it knows the demo photos too: pictures and scenes.jsonl.
 * Scenes come from seeds that no library has.
 *
 *   node models/starter/training/make-scenes.ts --out DIR --count 7000
 */
const { values } = parseArgs({ options: { out: { type: "string" }, count: { type: "string" } } });
const out = values.out ?? "scenes";
const count = Number(values.count ?? 7000);

sharp.concurrency(1);
mkdirSync(out, { recursive: true });
const lines: string[] = [];
for (let index = 0; index < count; index++) {
  const path = `${index}.jpg`;
  const scene = await drawScene(`training starter ${index}`, join(out, path));
  lines.push(
    JSON.stringify({ path, captions: captionsOf(scene), short: [...new Set(shortCaptionsOf(scene))] }),
  );
}
writeFileSync(join(out, "scenes.jsonl"), `${lines.join("\n")}\n`);
