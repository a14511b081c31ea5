import type { FrameMap } from "../../contract/index.ts";
import type { Box } from "./stage-view.ts";
import type { TileView } from "./tile-plan.ts";
import type { Size } from "./zoom.ts";

/**
 * What can be seen of a layer on its stage, as shares of its width and height.
 * @param box of the stage's picture
 * @param map where the layer is laid on that picture, both of unit size; all of it where null
 */
export function visiblePart(box: Box, stage: Size, map: FrameMap | null): TileView["visible"] {
  const seen = {
    left: clamped(-box.left / box.width),
    top: clamped(-box.top / box.height),
    right: clamped((stage.width - box.left) / box.width),
    bottom: clamped((stage.height - box.top) / box.height),
  };
  return map ? within(seen, map) : seen;
}

function clamped(share: number): number {
  return Number.isFinite(share) ? Math.min(1, Math.max(0, share)) : 0;
}

/** The smallest part of the layer that holds all of what is seen of the picture. */
function within({ left, top, right, bottom }: TileView["visible"], map: FrameMap): TileView["visible"] {
  const { a, b, c, d, e, f } = map;
  const determinant = a * e - b * d;
  if (determinant === 0) return { left: 0, top: 0, right: 0, bottom: 0 };
  const corners = [left, right].flatMap((x) =>
    [top, bottom].map((y) => ({
      x: clamped((e * (x - c) - b * (y - f)) / determinant),
      y: clamped((a * (y - f) - d * (x - c)) / determinant),
    })),
  );
  const [across, down] = [corners.map(({ x }) => x), corners.map(({ y }) => y)];
  return {
    left: Math.min(...across),
    top: Math.min(...down),
    right: Math.max(...across),
    bottom: Math.max(...down),
  };
}
