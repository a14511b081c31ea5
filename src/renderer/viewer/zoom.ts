export interface Zoom {
  /** 1: the whole picture fits. */
  scale: number;
  /** Of the picture's middle from the stage's, in pixels. */
  x: number;
  y: number;
}

export const fitted: Zoom = { scale: 1, x: 0, y: 0 };

const largest = 12;

/** Zooms by a factor so that what lies at `point` (from the stage's middle) stays there. */
export function zoomAt(zoom: Zoom, factor: number, point: { x: number; y: number } = { x: 0, y: 0 }): Zoom {
  const scale = Math.min(largest, Math.max(1, zoom.scale * factor));
  if (scale === 1) return fitted;
  const by = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by };
}

/** Moves the picture, but never off the stage. */
export function panBy(zoom: Zoom, x: number, y: number, stage: { width: number; height: number }): Zoom {
  const reachX = ((zoom.scale - 1) * stage.width) / 2;
  const reachY = ((zoom.scale - 1) * stage.height) / 2;
  const within = (value: number, reach: number): number => Math.min(reach, Math.max(-reach, value));
  return { ...zoom, x: within(zoom.x + x, reachX), y: within(zoom.y + y, reachY) };
}
