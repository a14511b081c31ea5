import { expect, it } from "vitest";
import { pixelValuesOf } from "../../../../src/core/models/processors/pixel-values.ts";

it("pixels become the model's numbers: scaled, normalised, channels first", () => {
  const input = {
    width: 2,
    height: 1,
    mean: [0.5, 0.25, 0],
    standardDeviation: [0.5, 0.25, 1],
    rescaleFactor: 1 / 255,
  };
  const pixels = Uint8Array.of(0, 51, 255, 255, 102, 0);
  expect([...pixelValuesOf(pixels, input)].map((value) => Number(value.toFixed(4)))).toEqual([
    -1, 1, -0.2, 0.6, 1, 0,
  ]);
});
