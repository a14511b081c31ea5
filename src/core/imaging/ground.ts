/** uint8 [height, width, 4], the alpha not multiplied in. */
export interface TransparentPixels {
  data: Uint8Array;
  width: number;
  height: number;
}

/** Of sRGB: white as paper, unless a drawing would be lost on it; then nearly black, or grey between the two. */
const grounds = [255, 32, 128];
/** Levels between a drawing and its ground: nearer ones are hard to see. */
const leastContrast = 64;
/** As much of an outline may be lost: corners of a photograph cut out, where light is. */
const mostLost = 0.1;
/** Of 255: a step of alpha below it is no outline. */
const leastStep = 8;

/**
 * The grey that a transparent picture is shown on, told by the drawing itself: how bright it is along its outlines, for
 * what lies inside them shows anyway. The same picture always gets the same.
 * @returns 0 to 255
 */
export function groundOf(picture: TransparentPixels): number {
  const outline = outlineLevels(picture);
  const total = outline.reduce((sum, weight) => sum + weight, 0);
  const lost = grounds.map((ground) => lostShare(outline, total, ground));
  const first = lost.findIndex((share) => share <= mostLost);
  return grounds[first === -1 ? lost.indexOf(Math.min(...lost)) : first] as number;
}

function lostShare(outline: Float64Array, total: number, ground: number): number {
  if (total === 0) return 0;
  const near = outline.slice(Math.max(0, ground - leastContrast + 1), ground + leastContrast);
  return near.reduce((sum, weight) => sum + weight, 0) / total;
}

/** How much outline there is of each brightness: that of the side which covers more. */
function outlineLevels({ data, width, height }: TransparentPixels): Float64Array {
  const levels = new Float64Array(256);
  const note = (one: number, other: number) => {
    const [alpha, otherAlpha] = [data[one + 3] as number, data[other + 3] as number];
    const step = Math.abs(alpha - otherAlpha);
    if (step < leastStep) return;
    const level = brightness(data, alpha > otherAlpha ? one : other);
    levels[level] = (levels[level] as number) + step;
  };
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = (y * width + x) * 4;
      if (x + 1 < width) note(at, at + 4);
      if (y + 1 < height) note(at, at + width * 4);
    }
  }
  return levels;
}

/** Luma of BT.709. */
function brightness(data: Uint8Array, at: number): number {
  const [red, green, blue] = [data[at] as number, data[at + 1] as number, data[at + 2] as number];
  return Math.round(0.2126 * red + 0.7152 * green + 0.0722 * blue);
}

/** uint8 [height, width, 3]: the picture on its ground. */
export function onGround(picture: TransparentPixels): Buffer {
  const ground = groundOf(picture);
  const { data, width, height } = picture;
  const opaque = Buffer.alloc(width * height * 3);
  for (let pixel = 0; pixel < width * height; pixel++) {
    const alpha = (data[pixel * 4 + 3] as number) / 255;
    for (let channel = 0; channel < 3; channel++) {
      const level = data[pixel * 4 + channel] as number;
      opaque[pixel * 3 + channel] = Math.round(level * alpha + ground * (1 - alpha));
    }
  }
  return opaque;
}
