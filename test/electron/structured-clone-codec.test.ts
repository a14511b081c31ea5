import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { decodeClone, encodeClone } from "./stand-in/structured-clone-codec.ts";

function passed(value: unknown): unknown {
  return decodeClone(encodeClone(value));
}

test("whatever structuredClone keeps arrives as structuredClone gives it", () => {
  const anything = fc.anything({
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSet: true,
    withTypedArray: true,
    withSparseArray: true,
    withBoxedValues: true,
  });
  fc.assert(
    fc.property(anything, (value) => {
      expect(isDeepStrictEqual(passed(value), structuredClone(value))).toBe(true);
    }),
  );
});

test.each([
  ["a date", new Date("2024-05-06T07:08:09.123Z")],
  ["an invalid date", new Date(Number.NaN)],
  ["bytes", new Uint8Array([0, 127, 255])],
  ["a part of a buffer", new Uint8Array([1, 2, 3, 4]).subarray(1, 3)],
  ["floats", new Float32Array([0.5, Number.NaN, Number.POSITIVE_INFINITY])],
  ["a buffer", new Uint8Array([9, 8]).buffer],
  ["a map with object keys", new Map([[{ key: 1 }, new Set([undefined, null])]])],
  ["minus zero", -0],
  ["undefined in an object", { left: undefined }],
  ["a lone surrogate", "\udc80"],
  ["a key that is a prototype's", JSON.parse('{"__proto__": 1, "constructor": 2}')],
])("%s stays what it is", (_what, value) => {
  expect(isDeepStrictEqual(passed(value), structuredClone(value))).toBe(true);
});

test("a Buffer is a Uint8Array on the other side", () => {
  const arrived = passed(Buffer.from("abc"));
  expect(arrived).toEqual(new Uint8Array([97, 98, 99]));
  expect(Buffer.isBuffer(arrived)).toBe(false);
});

test("an error keeps its type and message", () => {
  const error = passed(new RangeError("too far")) as Error;
  expect(error).toBeInstanceOf(RangeError);
  expect(error.message).toBe("too far");
});

test("cycles and shared references stay", () => {
  const shared = { name: "shared" };
  const whole: Record<string, unknown> = { first: shared, second: shared };
  whole.self = whole;
  const arrived = passed(whole) as typeof whole;
  expect(arrived.self).toBe(arrived);
  expect(arrived.first).toBe(arrived.second);
});

describe("refused, as by structuredClone:", () => {
  test.each([
    ["a function", () => {}],
    ["a function deep inside", { list: [new Map([["callback", () => {}]])] }],
    ["a symbol", Symbol("s")],
    ["a promise", Promise.resolve()],
    ["a weak map", new WeakMap()],
  ])("%s", (_what, value) => {
    expect(() => structuredClone(value)).toThrow(DOMException);
    expect(() => encodeClone(value)).toThrow(expect.objectContaining({ name: "DataCloneError" }));
  });
});
