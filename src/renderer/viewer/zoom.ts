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

/** Which scales a picture on its stage can have, and which of them mean something. */
export interface ZoomRange {
  least: number;
  most: number;
  /** One pixel of the photo is one pixel of the screen: 100 %. */
  own: number;
  /** No part of the stage is left empty: a long picture is as wide, or as high, as the stage. */
  filling: number;
}

export const fitted: Zoom = { scale: 1, x: 0, y: 0 };

/** Of pictures whose pixels are not known. */
export const largestScale = 12;

/** Eight pixels of the screen for one of the photo show what it is made of. */
const largestOwn = 8;

export const unknownRange: ZoomRange = { least: 1, most: largestScale, own: 1, filling: 1 };

/**
 * @param picture its size when it is fitted
 * @param own the photo's pixels
 * @param pixelRatio pixels of the screen in one of the page
 */
export function rangeOf(picture: Size, stage: Size, own: Size | undefined, pixelRatio: number): ZoomRange {
  if (picture.width <= 0 || picture.height <= 0) return unknownRange;
  const filling = Math.max(stage.width / picture.width, stage.height / picture.height);
  if (!own) return { ...unknownRange, filling };
  const ownScale = own.width / pixelRatio / picture.width;
  return {
    least: Math.min(1, ownScale),
    most: Math.max(largestScale, largestOwn * ownScale),
    own: ownScale,
    filling,
  };
}

/** Zooms by a factor so that what lies at `point` (from the stage's middle) stays there. */
export function zoomAt(
  zoom: Zoom,
  factor: number,
  point: { x: number; y: number } = { x: 0, y: 0 },
  { least, most }: ZoomRange = unknownRange,
): Zoom {
  const scale = Math.min(most, Math.max(least, zoom.scale * factor));
  if (scale === 1) return fitted;
  const by = scale / zoom.scale;
  return { scale, x: point.x - (point.x - zoom.x) * by, y: point.y - (point.y - zoom.y) * by };
}

/** From here on a picture is so long that the whole of it shows nothing. */
const longFilling = 2.5;

/** Below this, 100 % is as good as fitted. */
const worthwhile = 1.2;

/** What a look closer begins with: a long picture's width, else the photo's own pixels. */
export function closerScale({ own, filling }: ZoomRange): number {
  if (filling >= longFilling) return Math.min(filling, Math.max(own, 3));
  return own > worthwhile ? own : 3;
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
