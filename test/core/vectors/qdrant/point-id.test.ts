import * as fc from "fast-check";
import { expect, it } from "vitest";
import { pointIdOf } from "../../../../src/core/vectors/qdrant/point-id.ts";

const sha256 = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString("hex"));

it("a photo's point has a UUID of version 8, which anybody can make of the SHA-256", () => {
  fc.assert(
    fc.property(sha256, (hex) => {
      const id = pointIdOf(hex);
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      expect(pointIdOf(hex)).toBe(id);
      const plain = id.replaceAll("-", "");
      for (const [index, digit] of [...plain].entries()) {
        if (index !== 12 && index !== 16) expect(digit).toBe(hex[index]);
      }
    }),
  );
});

it("photos whose SHA-256 differ in any of 122 bits have other ids", () => {
  const free = Array.from({ length: 128 }, (_, bit) => bit).filter(
    (bit) => !(bit >= 48 && bit < 52) && !(bit >= 64 && bit < 66),
  );
  fc.assert(
    fc.property(sha256, fc.constantFrom(...free), (hex, bit) => {
      const bytes = Buffer.from(hex, "hex");
      bytes.writeUInt8(bytes.readUInt8(bit >> 3) ^ (0x80 >> (bit & 7)), bit >> 3);
      expect(pointIdOf(bytes.toString("hex"))).not.toBe(pointIdOf(hex));
    }),
  );
});

it("the id of the SHA-256 of nothing, as other tools have to make it", () => {
  const ofNothing = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
  expect(pointIdOf(ofNothing)).toBe("e3b0c442-98fc-8c14-9afb-f4c8996fb924");
  expect(() => pointIdOf("e3b0")).toThrow(TypeError);
});
