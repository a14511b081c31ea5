import type { CSSProperties } from "react";
import type { FrameMap } from "../../../contract/index.ts";

/** Lays a layer that fills its place where the map says. @param ratio width by height of the place */
export function laidBy(map: FrameMap | null, ratio: number): CSSProperties {
  if (!map) return {};
  const { a, b, c, d, e, f } = map;
  // Percentages are of the layer, which fills the place: no size in pixels is needed.
  const matrix = [a, d / ratio, b * ratio, e, 0, 0].map((value) => value.toFixed(6));
  return {
    transform: `translate(${(100 * c).toFixed(4)}%, ${(100 * f).toFixed(4)}%) matrix(${matrix.join(", ")})`,
    transformOrigin: "0 0",
  };
}

/** For a canvas of this size, to draw a picture of unit size on. */
export function canvasMatrix({ a, b, c, d, e, f }: FrameMap, width: number, height: number) {
  return { a: a * width, b: d * height, c: b * width, d: e * height, e: c * width, f: f * height };
}

/** How large a picture is where the map lays it, in pixels of a place of this size. */
export function laidSize({ a, b, d, e }: FrameMap, width: number, height: number) {
  return {
    width: Math.max(1, Math.round(Math.hypot(a * width, d * height))),
    height: Math.max(1, Math.round(Math.hypot(b * width, e * height))),
  };
}

/** Pixels of a place of this size that the laid picture covers wholly: 1, the others 0. uint8 [height, width] */
export function coverageOf({ a, b, c, d, e, f }: FrameMap, width: number, height: number): Uint8Array {
  const covered = new Uint8Array(width * height);
  const determinant = a * e - b * d;
  if (determinant === 0) return covered;
  // Half a pixel from its middle; a little less, for what rounding takes.
  const laid = laidSize({ a, b, c, d, e, f }, width, height);
  const [edgeX, edgeY] = [0.49 / laid.width, 0.49 / laid.height];
  for (let row = 0, at = 0; row < height; row++) {
    for (let column = 0; column < width; column++, at++) {
      const [x, y] = [(column + 0.5) / width - c, (row + 0.5) / height - f];
      const [u, v] = [(e * x - b * y) / determinant, (a * y - d * x) / determinant];
      if (u >= edgeX && v >= edgeY && u <= 1 - edgeX && v <= 1 - edgeY) covered[at] = 1;
    }
  }
  return covered;
}
