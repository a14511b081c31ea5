import sharp, { type Sharp } from "sharp";
import { randomFrom } from "../../../src/demo/random.ts";
import { renderScene } from "../../../src/demo/render.ts";
import { randomScene, type Scene } from "../../../src/demo/scene.ts";

const shapes = [
  [4, 3],
  [3, 4],
  [3, 2],
  [2, 3],
  [1, 1],
  [16, 9],
] as const;

/** The scene of a seed, drawn in one of the shapes that photos have. */
export async function drawnScene(
  seed: string,
  shortSidePixels: number,
): Promise<{ scene: Scene; drawn: Sharp }> {
  const random = randomFrom(seed);
  const scene = randomScene(random);
  const [across, down] = random.pick(shapes);
  const scale = shortSidePixels / Math.min(across, down);
  const size = { width: Math.round(across * scale), height: Math.round(down * scale) };
  const png = await (await renderScene(scene, size)).png({ compressionLevel: 0 }).toBuffer();
  return { scene, drawn: sharp(png) };
}

/** Writes it as a JPEG as large as photos are made small for the Starter model. */
export async function drawScene(seed: string, path: string): Promise<Scene> {
  const { scene, drawn } = await drawnScene(seed, 400);
  await drawn.jpeg({ quality: 90 }).toFile(path);
  return scene;
}
