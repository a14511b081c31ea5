import sharp from "sharp";
import { randomFrom } from "../../../src/demo/random.ts";
import { renderScene } from "../../../src/demo/render.ts";
import { randomScene, type Scene } from "../../../src/demo/scene.ts";

const shortSidePixels = 400;
const shapes = [
  [4, 3],
  [3, 4],
  [3, 2],
  [2, 3],
  [1, 1],
  [16, 9],
] as const;

/** Draws the scene of a seed as a JPEG, in one of the shapes that photos have. */
export async function drawScene(seed: string, path: string): Promise<Scene> {
  const random = randomFrom(seed);
  const scene = randomScene(random);
  const [across, down] = random.pick(shapes);
  const scale = shortSidePixels / Math.min(across, down);
  const size = { width: Math.round(across * scale), height: Math.round(down * scale) };
  const drawn = await (await renderScene(scene, size)).png({ compressionLevel: 0 }).toBuffer();
  await sharp(drawn).jpeg({ quality: 90 }).toFile(path);
  return scene;
}
