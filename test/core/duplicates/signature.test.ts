import sharp from "sharp";
import { describe, expect, test } from "vitest";
import {
  cosineHash,
  hashSidePixels,
  turnHash,
  turns,
} from "../../../src/core/imaging/signature/cosine-hash.ts";
import { jpegQualityOf } from "../../../src/core/imaging/signature/encoding-facts.ts";
import {
  packSignature,
  signatureOf,
  unpackSignature,
} from "../../../src/core/imaging/signature/signature.ts";
import { randomFrom, randomScene, renderScene } from "../../../src/demo/index.ts";

async function scenePixels(seed: string) {
  const picture = await renderScene(randomScene(randomFrom(seed)), { width: 320, height: 240 });
  const { data, info } = await picture.raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

describe("signatures", () => {
  test("come out of their packed form as they went in", async () => {
    const signature = signatureOf(await scenePixels("packed"));
    const again = unpackSignature(packSignature(signature));
    expect(again.landmarks).toHaveLength(signature.landmarks.length);
    expect(signature.landmarks.length).toBeGreaterThan(3);
    for (const [at, landmark] of signature.landmarks.entries()) {
      expect(again.landmarks[at]).toMatchObject({ low: landmark.low, high: landmark.high });
      expect(again.landmarks[at]?.x).toBeCloseTo(landmark.x, 4);
    }
    expect(() => unpackSignature(new Uint8Array(20))).toThrow(RangeError);
  });

  test.each(turns)(
    "the hash of a turned square follows from the hash: $isMirrored $quarters",
    async ({ isMirrored, quarters }) => {
      const { data, width } = await scenePixels("turned");
      const side = hashSidePixels;
      const square = Float32Array.from({ length: side * side }, (_, at) => {
        const [x, y] = [(at % side) * 20, Math.floor(at / side) * 15];
        return data[(y * width + x) * 3] ?? 0;
      });
      let turned = square;
      if (isMirrored) turned = moved(turned, (x, y) => [side - 1 - x, y]);
      for (let quarter = 0; quarter < quarters; quarter++)
        turned = moved(turned, (x, y) => [y, side - 1 - x]);
      const { low, high } = cosineHash(turned);
      expect(turnHash(cosineHash(square), { isMirrored, quarters })).toEqual({ low, high });
    },
  );
});

/** @param from where the pixel at (x, y) comes from */
function moved(
  square: Float32Array,
  from: (x: number, y: number) => [number, number],
): Float32Array<ArrayBuffer> {
  return Float32Array.from(square, (_, at) => {
    const [x, y] = from(at % hashSidePixels, Math.floor(at / hashSidePixels));
    return square[y * hashSidePixels + x] ?? 0;
  });
}

test.each([30, 72, 95])("a JPEG's quality of %i is read from its tables", async (quality) => {
  const bytes = await sharp({ create: { width: 64, height: 48, channels: 3, background: "teal" } })
    .jpeg({ quality })
    .toBuffer();
  expect(Math.abs((jpegQualityOf(bytes) ?? 0) - quality)).toBeLessThanOrEqual(1);
});
