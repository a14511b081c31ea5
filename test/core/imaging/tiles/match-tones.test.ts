import sharp from "sharp";
import { expect, test } from "vitest";
import { matchTones } from "../../../../src/core/imaging/tiles/match-tones.ts";
import { picture } from "../../../helpers/pictures.ts";

test("a developed picture gets the tones of the camera's own: what was darker is as light as that", async () => {
  const size = { width: 640, height: 480 };
  const camera = await sharp(await picture(7, size).blur(3).png().toBuffer())
    .raw()
    .toBuffer();
  const darker = camera.map((level) => Math.round(255 * (level / 255) ** 1.8 * 0.8));
  const model = sharp(camera, { raw: { ...size, channels: 3 } });
  await matchTones({ data: darker, ...size }, model);
  let sum = 0;
  for (const [at, level] of darker.entries()) sum += Math.abs(level - (camera[at] ?? 0));
  expect(sum / darker.length).toBeLessThan(4);
});
