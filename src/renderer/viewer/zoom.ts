export interface Zoom {
  /** 1: the whole picture fits. */
  scale: number;
  /** Of the picture's middle from the stage's, in pixels. */
  x: number;
  y: number;
}

export interface Size {
  width: number;
  height: number;
}

export const fitted: Zoom = { scale: 1, x: 0, y: 0 };

export const largestScale = 12;

/** Zooms by a factor so that what lies at `point` (from the stage's middle) stays there. */
export function zoomAt(zoom: Zoom, factor: number, point: { x: number; y: number } = { x: 0, y: 0 }): Zoom {
  const scale = Math.min(largestScale, Math.max(1, zoom.scale * factor));
  if (scale === 1) return fitted;
  const by = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by };
}

export function panBy(zoom: Zoom, x: number, y: number): Zoom {
  return { ...zoom, x: zoom.x + x, y: zoom.y + y };
}

/**
 * The same zoom with the picture moved as little as it takes to be in place: its edges at those of the stage or beyond;
 * in the middle where it is smaller than the stage.
 * @param picture its size when it is fitted
 */
export function keptOnStage(zoom: Zoom, picture: Size, stage: Size): Zoom {
  return {
    scale: zoom.scale,
    x: within(zoom.x, (zoom.scale * picture.width - stage.width) / 2),
    y: within(zoom.y, (zoom.scale * picture.height - stage.height) / 2),
  };
}

function within(value: number, reach: number): number {
  return reach <= 0 ? 0 : Math.min(reach, Math.max(-reach, value));
}
