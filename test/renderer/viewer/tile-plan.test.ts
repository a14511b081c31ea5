import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { tileSizePixels } from "../../../src/contract/tiles.ts";
import { levelsOf } from "../../../src/core/imaging/tiles/geometry.ts";
import {
  isSeen,
  levelFor,
  mostTileImages,
  placeOf,
  type TileView,
  tilesToShow,
} from "../../../src/renderer/viewer/tile-plan.ts";

const share = fc.double({ min: 0, max: 1, noNaN: true });

/** A photo on a stage of up to 5,120 x 2,880 pixels, zoomed to up to 800 % and moved anywhere. */
const anyView: fc.Arbitrary<TileView> = fc
  .record({
    width: fc.integer({ min: 1, max: 40_000 }),
    height: fc.integer({ min: 1, max: 40_000 }),
    scale: fc.double({ min: 0.01, max: 8, noNaN: true }),
    stageWidth: fc.integer({ min: 300, max: 5120 }),
    stageHeight: fc.integer({ min: 300, max: 2880 }),
    x: share,
    y: share,
  })
  .map(({ width, height, scale, stageWidth, stageHeight, x, y }) => {
    const [shownWidth, shownHeight] = [
      Math.max(1, Math.round(width * scale)),
      Math.max(1, Math.round(height * scale)),
    ];
    const [across, down] = [Math.min(1, stageWidth / shownWidth), Math.min(1, stageHeight / shownHeight)];
    const [left, top] = [x * (1 - across), y * (1 - down)];
    return {
      levels: levelsOf({ width, height }),
      width: shownWidth,
      height: shownHeight,
      visible: { left, top, right: left + across, bottom: top + down },
    };
  });

describe("the tiles that are shown", () => {
  test("are never more than a page should hold, of one size, each once", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const tiles = tilesToShow(view);
        expect(tiles.length).toBeLessThanOrEqual(mostTileImages);
        expect(new Set(tiles.map(({ level }) => level)).size).toBeLessThanOrEqual(1);
        expect(new Set(tiles.map(({ column, row }) => `${column}/${row}`)).size).toBe(tiles.length);
      }),
    );
  });

  test("begin with the one in the middle of what is seen", () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const [first] = tilesToShow(view);
        if (!first) return;
        const place = placeOf(view, first, 1);
        const { left, top, right, bottom } = view.visible;
        const middle = { x: ((left + right) / 2) * view.width, y: ((top + bottom) / 2) * view.height };
        // The last column or row of a coarse level may end up to a pixel of it before the picture does.
        const slack = 2 ** first.level * Math.max(1, view.width / (view.levels[0]?.width ?? 1)) + 2;
        expect(middle.x).toBeGreaterThanOrEqual(place.left - slack);
        expect(middle.x).toBeLessThanOrEqual(place.left + place.width + slack);
        expect(middle.y).toBeGreaterThanOrEqual(place.top - slack);
        expect(middle.y).toBeLessThanOrEqual(place.top + place.height + slack);
        expect(isSeen(view, first)).toBe(true);
      }),
    );
  });

  test("lie edge to edge on pixels of the screen", () => {
    fc.assert(
      fc.property(anyView, fc.constantFrom(1, 1.25, 1.5, 2, 3), (view, pixelRatio) => {
        const tiles = tilesToShow(view);
        for (const tile of tiles) {
          const { left, top, width, height } = placeOf(view, tile, pixelRatio);
          for (const edge of [left, top, width, height]) {
            expect(edge * pixelRatio).toBeCloseTo(Math.round(edge * pixelRatio), 6);
          }
          const next = { ...tile, column: tile.column + 1 };
          if (tiles.some(({ column, row }) => column === next.column && row === next.row)) {
            expect(placeOf(view, next, pixelRatio).left).toBeCloseTo(left + width, 6);
          }
        }
      }),
    );
  });

  test("are as large as they are at 100 %, one pixel each, whatever the screen", () => {
    const [width, height] = [5000, 4001];
    const view = {
      levels: levelsOf({ width, height }),
      width,
      height,
      visible: { left: 0, top: 0, right: 0.2, bottom: 0.2 },
    };
    expect(levelFor(view)).toBe(0);
    for (const pixelRatio of [1, 1.5, 2]) {
      const place = placeOf(view, { level: 0, column: 1, row: 5 }, pixelRatio);
      expect(place.left * pixelRatio).toBe(tileSizePixels);
      expect(place.width * pixelRatio).toBe(tileSizePixels);
      expect(place.height * pixelRatio).toBe(4001 - 5 * tileSizePixels);
    }
  });

  test("are of the coarsest size that is sharp", () => {
    const levels = levelsOf({ width: 8000, height: 6000 });
    const levelAt = (percent: number) =>
      levelFor({
        levels,
        width: 80 * percent,
        height: 60 * percent,
        visible: { left: 0, top: 0, right: 1, bottom: 1 },
      });
    expect([800, 100, 63, 62, 50, 30, 1].map(levelAt)).toEqual([0, 0, 0, 1, 1, 2, 4]);
  });
});
