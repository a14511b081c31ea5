import { expect, test } from "vitest";
import { halfFloatsAsJson } from "../../../src/core/collections/files/half-float-decimals.ts";

test("every half float there is comes back from its decimals bit for bit", () => {
  const all = new Float16Array(Uint16Array.from({ length: 65_536 }, (_, bits) => bits).buffer);
  const finite = all.filter((value) => Number.isFinite(value));
  const read = new Float16Array(JSON.parse(halfFloatsAsJson(new Float32Array(finite))) as number[]);
  // JSON has no negative zero.
  for (const [at, value] of finite.entries())
    if (read[at] !== value) expect([at, read[at]]).toEqual([at, value]);
  expect(halfFloatsAsJson(new Float32Array())).toBe("[]");
});
