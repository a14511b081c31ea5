import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { randomFrom } from "../../../../src/demo/random.ts";
import { renderScene } from "../../../../src/demo/render.ts";
import { randomScene } from "../../../../src/demo/scene.ts";

/** Writes test/fixtures/preprocessing: pictures whose shape or size a preprocessor may get wrong. */
const directory = join(import.meta.dirname, "../../../fixtures/preprocessing");
const shapes: Record<string, { width: number; height: number; isGrey?: boolean }> = {
  landscape: { width: 301, height: 200 },
  portrait: { width: 150, height: 267 },
  square: { width: 96, height: 96 },
  tiny: { width: 40, height: 30 },
  panorama: { width: 700, height: 60 },
  tower: { width: 50, height: 420 },
  grey: { width: 240, height: 180, isGrey: true },
};

/** Large ones, as cameras write them: they shrink while they load. */
const photos: Record<string, { width: number; height: number }> = {
  "large-photo": { width: 1600, height: 1200 },
  "large-panorama": { width: 2400, height: 640 },
};

mkdirSync(directory, { recursive: true });
for (const [name, { isGrey, ...size }] of Object.entries(shapes)) {
  const scene = randomScene(randomFrom(`preprocessing ${name}`));
  const picture = await renderScene(scene, size);
  if (isGrey) picture.greyscale();
  await picture.png({ compressionLevel: 9 }).toFile(join(directory, `${name}.png`));
}
for (const [name, size] of Object.entries(photos)) {
  const picture = await renderScene(randomScene(randomFrom(`preprocessing ${name}`)), size);
  await picture.jpeg({ quality: 85 }).toFile(join(directory, `${name}.jpg`));
}
