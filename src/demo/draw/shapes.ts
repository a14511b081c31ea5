import { mix } from "../colour.ts";
import type { Random } from "../random.ts";

/** What a background is drawn on: units of which the picture's shorter side has 1000. */
export interface Canvas {
  width: number;
  height: number;
  /** Top left corner of the central square, in which the objects are. */
  left: number;
  top: number;
  random: Random;
}

const round = (value: number): string => value.toFixed(1);

/** A vertical gradient over a rectangle. Equal gradients share an id, which is all the same to the picture. */
export function gradientRect(
  box: { x: number; y: number; width: number; height: number },
  stops: readonly string[],
): string {
  const id = `g${stops.join("").replace(/[^0-9a-f]/gi, "")}`;
  const parts = stops.map(
    (colour, index) =>
      `<stop offset="${round((index / (stops.length - 1)) * 100)}%" stop-color="${colour}"/>`,
  );
  const { x, y, width, height } = box;
  return `<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">${parts.join("")}</linearGradient>
<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="url(#${id})"/>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ""): string {
  return `<rect x="${round(x)}" y="${round(y)}" width="${round(width)}" height="${round(height)}" fill="${fill}" ${more}/>`;
}

export function ellipse(
  x: number,
  y: number,
  radiusX: number,
  radiusY: number,
  fill: string,
  more = "",
): string {
  return `<ellipse cx="${round(x)}" cy="${round(y)}" rx="${round(radiusX)}" ry="${round(radiusY)}" fill="${fill}" ${more}/>`;
}

export function polygon(points: readonly (readonly [number, number])[], fill: string, more = ""): string {
  return `<polygon points="${points.map(([x, y]) => `${round(x)},${round(y)}`).join(" ")}" fill="${fill}" ${more}/>`;
}

/** Soft hills across the whole width, filled down to the bottom. */
export function hills(canvas: Canvas, y: number, height: number, fill: string): string {
  const { width, random } = canvas;
  const step = 260;
  let path = `M-100 ${round(y)}`;
  for (let x = -100; x < width + 100; x += step) {
    const peak = y - random.between(0.2, 1) * height;
    path += ` Q${round(x + step / 2)} ${round(peak * 2 - y)} ${x + step} ${round(y - random.between(0, 0.25) * height)}`;
  }
  return `<path d="${path} V${canvas.height + 50} H-100 Z" fill="${fill}"/>`;
}

/** Sharp peaks with snow on them. */
export function peaks(canvas: Canvas, base: number, height: number, rock: string, snow: string): string {
  const { width, random } = canvas;
  let drawn = "";
  for (let x = -150; x < width + 150; x += random.between(180, 320)) {
    const tall = height * random.between(0.55, 1);
    const half = tall * random.between(0.55, 0.8);
    const top = base - tall;
    drawn += polygon(
      [
        [x - half, base],
        [x, top],
        [x + half, base],
      ],
      rock,
    );
    drawn += polygon(
      [
        [x, top],
        [x + half, base],
        [x + half * 0.2, base],
      ],
      mix(rock, "#000000", 0.18),
    );
    const cap = 0.34;
    const [left, right] = [x - half * cap, x + half * cap];
    const low = top + tall * cap;
    drawn += polygon(
      [
        [x, top],
        [right, low],
        [x + half * 0.15, low - tall * 0.08],
        [x - half * 0.05, low + tall * 0.05],
        [left, low],
      ],
      snow,
    );
  }
  return drawn;
}

export function cloud(
  random: Random,
  x: number,
  y: number,
  size: number,
  fill: string,
  opacity: number,
): string {
  let drawn = "";
  for (let puff = 0; puff < 5; puff++) {
    const across = (puff - 2) * size * 0.32;
    const radius = size * random.between(0.2, 0.34) * (1 - Math.abs(puff - 2) * 0.16);
    drawn += ellipse(x + across, y - radius * 0.4, radius * 1.25, radius, fill);
  }
  return `<g opacity="${opacity}">${drawn}</g>`;
}

/** A fir, its foot at (x, y). */
export function conifer(x: number, y: number, height: number, green: string): string {
  const trunk = rect(x - height * 0.035, y - height * 0.14, height * 0.07, height * 0.14, "#5b4030");
  const tiers = [0, 1, 2].map((tier) => {
    const low = y - height * (0.1 + tier * 0.26);
    const half = height * (0.27 - tier * 0.06);
    return polygon(
      [
        [x - half, low],
        [x, low - height * 0.4],
        [x + half, low],
      ],
      mix(green, "#000000", 0.14 - tier * 0.06),
    );
  });
  return trunk + tiers.join("");
}

/** A round tree, its foot at (x, y). */
export function broadleaf(random: Random, x: number, y: number, height: number, green: string): string {
  const trunk = rect(x - height * 0.04, y - height * 0.45, height * 0.08, height * 0.45, "#6a4a33");
  let crown = "";
  for (let puff = 0; puff < 5; puff++) {
    const across = x + random.between(-0.2, 0.2) * height;
    const up = y - height * random.between(0.5, 0.82);
    crown += ellipse(
      across,
      up,
      height * 0.2,
      height * 0.18,
      mix(green, puff % 2 ? "#ffffff" : "#000000", 0.1),
    );
  }
  return trunk + crown;
}

/** Short strokes of grass, gravel or ripples, thinner in the distance. */
export function strokes(
  canvas: Canvas,
  options: {
    top: number;
    bottom: number;
    count: number;
    length: number;
    fill: string;
    opacity: number;
    lean?: number;
  },
): string {
  const { random, width } = canvas;
  const { top, bottom, count, length, fill, opacity, lean = 0 } = options;
  let path = "";
  for (let stroke = 0; stroke < count; stroke++) {
    const near = random.between(0, 1);
    const y = top + near * near * (bottom - top);
    const x = random.between(0, width);
    const reach = length * (0.3 + near * 0.7);
    path +=
      lean === 0
        ? `M${round(x)} ${round(y)}h${round(reach)}`
        : `M${round(x)} ${round(y)}l${round(reach * lean)} ${round(-reach)}`;
  }
  return `<path d="${path}" stroke="${fill}" stroke-width="5" stroke-linecap="round" opacity="${opacity}" fill="none"/>`;
}
