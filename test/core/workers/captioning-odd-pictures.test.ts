import sharp from "sharp";
import { afterAll, expect, test } from "vitest";
import { startCaptioner } from "../../../src/core/workers/captioner-process.ts";
import { startDecodePool } from "../../../src/core/workers/decode-pool.ts";
import { smallBlip } from "../../helpers/blip-models.ts";

const decodePool = startDecodePool({ threads: 1 });
const model = smallBlip({ generation: { beams: 3 } });
const captioner = startCaptioner(model);
afterAll(() => Promise.all([decodePool.close(), captioner.close()]));

const [black, white, transparent] = ["#000000", "#ffffff", "#00000000"];

test.each([
  ["of one colour", 300, 200, black],
  ["of white", 300, 200, white],
  ["of nothing", 300, 200, transparent],
  ["of one pixel", 1, 1, white],
  ["as wide as a hair", 1, 10_000, black],
  ["as high as a hair", 10_000, 1, white],
])("a picture %s gets sentences", async (_, width, height, background) => {
  const picture = sharp({ create: { width, height, channels: 4, background } });
  const bytes = new Uint8Array(await picture.png().toBuffer());
  const answer = await decodePool.pixels({ bytes, format: "png", shape: model.entry.input });
  if ("problem" in answer) throw new Error(answer.problem.message);
  const [sentences = []] = await captioner.caption([answer.pixels.modelInput]);
  expect(sentences.length).toBeGreaterThan(0);
  for (const { text } of sentences) expect(text).toMatch(/\S/);
});
