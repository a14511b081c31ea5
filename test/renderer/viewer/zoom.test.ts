import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  fitted,
  keptOnStage,
  largestScale,
  panBy,
  type Size,
  type Zoom,
  zoomAt,
} from "../../../src/renderer/viewer/zoom.ts";

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** A stage and a picture that is fitted into it. */
const anyScene = fc
  .record({ width: number(100, 3000), height: number(100, 2000), ratio: number(0.02, 50) })
  .map(({ width, height, ratio }) => {
    const fittedWidth = Math.min(width, height * ratio);
    return { stage: { width, height }, picture: { width: fittedWidth, height: fittedWidth / ratio } };
  });

const anyZoom = fc.record({
  scale: number(1, largestScale),
  x: number(-5000, 5000),
  y: number(-5000, 5000),
});
const anyPoint = fc.record({ x: number(-1500, 1500), y: number(-1000, 1000) });

/** Which part of the fitted picture lies at a point of the stage. */
function partAt(zoom: Zoom, point: { x: number; y: number }): [number, number] {
  return [(point.x - zoom.x) / zoom.scale, (point.y - zoom.y) / zoom.scale];
}

/** Where the picture's left and right edges are, from the stage's middle. */
function edges(zoom: Zoom, picture: Size): [left: number, right: number] {
  return [zoom.x - (zoom.scale * picture.width) / 2, zoom.x + (zoom.scale * picture.width) / 2];
}

describe("zooming", () => {
  test("leaves what lies under the pointer where it is", () => {
    fc.assert(
      fc.property(anyZoom, number(0.2, 5), anyPoint, (zoom, factor, point) => {
        const zoomed = zoomAt(zoom, factor, point);
        if (zoomed.scale === 1) return;
        const [before, after] = [partAt(zoom, point), partAt(zoomed, point)];
        expect(after[0]).toBeCloseTo(before[0], 4);
        expect(after[1]).toBeCloseTo(before[1], 4);
      }),
    );
  });

  test("stays between the whole picture and its limit, and out of it comes back fitted", () => {
    fc.assert(
      fc.property(anyZoom, number(0.001, 1000), anyPoint, (zoom, factor, point) => {
        const { scale } = zoomAt(zoom, factor, point);
        expect(scale).toBeGreaterThanOrEqual(1);
        expect(scale).toBeLessThanOrEqual(largestScale);
        expect(zoomAt(zoom, 1 / largestScale, point)).toEqual(fitted);
      }),
    );
  });
});

describe("a picture on its stage", () => {
  const anyMoved = fc.tuple(anyScene, anyZoom, anyPoint).map(([scene, zoom, by]) => {
    return { ...scene, moved: panBy(zoom, by.x, by.y) };
  });

  test("covers it from edge to edge where it is larger, and lies in its middle where it is not", () => {
    fc.assert(
      fc.property(anyMoved, ({ stage, picture, moved }) => {
        const kept = keptOnStage(moved, picture, stage);
        const [left, right] = edges(kept, picture);
        if (kept.scale * picture.width <= stage.width) expect(left + right).toBeCloseTo(0, 6);
        else {
          expect(left).toBeLessThanOrEqual(-stage.width / 2 + 1e-6);
          expect(right).toBeGreaterThanOrEqual(stage.width / 2 - 1e-6);
        }
      }),
    );
  });

  test("is moved no further than that, and once", () => {
    fc.assert(
      fc.property(anyMoved, ({ stage, picture, moved }) => {
        const kept = keptOnStage(moved, picture, stage);
        const isLarger =
          kept.scale * picture.width > stage.width && kept.scale * picture.height > stage.height;
        const [left, right] = edges(moved, picture);
        if (isLarger && left <= -stage.width / 2 && right >= stage.width / 2) expect(kept.x).toBe(moved.x);
        expect(keptOnStage(kept, picture, stage)).toEqual(kept);
      }),
    );
  });

  test("that is fitted stays where it is", () => {
    fc.assert(
      fc.property(anyScene, ({ stage, picture }) => {
        expect(keptOnStage(fitted, picture, stage)).toEqual(fitted);
      }),
    );
  });
});
