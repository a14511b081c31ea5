import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tileSizePixels } from "../../../../src/contract/tiles.ts";
import {
  levelsOf,
  storedRectangle,
  tileRectangle,
  uprightSize,
} from "../../../../src/core/imaging/tiles/geometry.ts";

const anySize = fc.record({
  width: fc.integer({ min: 1, max: 65_535 }),
  height: fc.integer({ min: 1, max: 65_535 }),
});

describe("the sizes a picture is kept in", () => {
  test("begin with its own and end with one that is a single tile or a line, each half of the one before", () => {
    fc.assert(
      fc.property(anySize, (size) => {
        const levels = levelsOf(size);
        expect(levels[0]).toEqual(size);
        const last = levels.at(-1);
        const isLine = Math.min(last?.width ?? 0, last?.height ?? 0) === 1;
        if (!isLine)
          expect(Math.max(last?.width ?? 0, last?.height ?? 0)).toBeLessThanOrEqual(tileSizePixels);
        for (const [at, level] of levels.entries()) {
          expect(level.width).toBe(Math.floor(size.width / 2 ** at));
          expect(level.height).toBe(Math.floor(size.height / 2 ** at));
        }
      }),
    );
  });
});

describe("the tiles of a level", () => {
  test("cover each of its pixels once", () => {
    const small = fc.record({
      width: fc.integer({ min: 1, max: 4000 }),
      height: fc.integer({ min: 1, max: 4000 }),
    });
    fc.assert(
      fc.property(small, (level) => {
        let area = 0;
        for (let row = 0; row * tileSizePixels < level.height; row++) {
          for (let column = 0; column * tileSizePixels < level.width; column++) {
            const tile = tileRectangle(level, column, row);
            if (!tile) throw new Error("A tile is missing.");
            area += tile.width * tile.height;
            expect(tile.left + tile.width).toBeLessThanOrEqual(level.width);
            expect(tile.top + tile.height).toBeLessThanOrEqual(level.height);
          }
        }
        expect(area).toBe(level.width * level.height);
        expect(tileRectangle(level, Math.ceil(level.width / tileSizePixels), 0)).toBeUndefined();
        expect(tileRectangle(level, 0, Math.ceil(level.height / tileSizePixels))).toBeUndefined();
      }),
    );
  });
});

describe("a part of a turned picture", () => {
  test("lies within what is stored, as large as it is upright", () => {
    const anyPart = fc.tuple(
      anySize,
      fc.integer({ min: 1, max: 8 }),
      fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 4, maxLength: 4 }),
    );
    fc.assert(
      fc.property(anyPart, ([upright, orientation, [x = 0, y = 0, w = 0, h = 0]]) => {
        const left = Math.floor(x * (upright.width - 1));
        const top = Math.floor(y * (upright.height - 1));
        const part = {
          left,
          top,
          width: 1 + Math.floor(w * (upright.width - left - 1)),
          height: 1 + Math.floor(h * (upright.height - top - 1)),
        };
        const stored = storedRectangle(part, upright, orientation);
        const whole = uprightSize(upright, orientation);
        expect(stored.left).toBeGreaterThanOrEqual(0);
        expect(stored.top).toBeGreaterThanOrEqual(0);
        expect(stored.left + stored.width).toBeLessThanOrEqual(whole.width);
        expect(stored.top + stored.height).toBeLessThanOrEqual(whole.height);
        expect(uprightSize(stored, orientation)).toEqual({ width: part.width, height: part.height });
      }),
    );
  });
});
