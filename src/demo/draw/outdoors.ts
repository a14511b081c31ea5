import { mix } from "../colour.ts";
import type { LightName } from "../lights.ts";
import type { PlaceName } from "../places.ts";
import { skyline, street } from "./city.ts";
import {
  broadleaf,
  type Canvas,
  conifer,
  ellipse,
  gradientRect,
  hills,
  peaks,
  polygon,
  rect,
  strokes,
} from "./shapes.ts";
import { drawSky, moods } from "./sky.ts";

/** What stands behind the objects, and what shines over the veil of the night. */
export interface Backdrop {
  back: string;
  glow: string;
}

interface Land extends Canvas {
  /** Where sky and land meet. */
  horizon: number;
  haze: string;
  light: LightName;
}

/** Heights in the central square, as parts of it. */
const at = (land: Canvas, part: number): number => land.top + part * 1000;

function ground(land: Land, from: number, near: string, far: string): string {
  const y = at(land, from);
  return gradientRect({ x: 0, y, width: land.width, height: land.height - y }, [
    mix(far, land.haze, 0.3),
    near,
  ]);
}

function water(land: Land, from: number, to: number, near: string): string {
  const [y, end] = [at(land, from), Math.min(land.height, at(land, to))];
  const top = mix(near, moods[land.light].sky.at(-1) ?? near, 0.55);
  return (
    gradientRect({ x: 0, y, width: land.width, height: end - y + 2 }, [top, near]) +
    strokes(land, {
      top: y + 8,
      bottom: end,
      count: land.width / 14,
      length: 90,
      fill: "#ffffff",
      opacity: 0.28,
    })
  );
}

function row(land: Land, count: number, draw: (x: number) => string): string {
  const step = land.width / count;
  return Array.from({ length: count }, (_, index) =>
    draw((index + 0.5) * step + land.random.between(-0.4, 0.4) * step),
  ).join("");
}

const grass = (land: Land): string => land.random.pick(["#5f9e3d", "#6cab47", "#4f8f3a", "#7fae4a"]);

function meadow(land: Land, from = 0.58): string {
  const green = grass(land);
  return (
    ground(land, from, green, mix(green, "#d9e08a", 0.35)) +
    strokes(land, {
      top: at(land, from + 0.03),
      bottom: land.height,
      count: land.width / 5,
      length: 34,
      fill: mix(green, "#103010", 0.35),
      opacity: 0.5,
      lean: 0.25,
    })
  );
}

function flowers(land: Land, from: number, count: number): string {
  const { random } = land;
  return Array.from({ length: count }, () => {
    const near = random.between(0, 1);
    const y = at(land, from) + near * (land.height - at(land, from));
    const radius = 6 + near * 13;
    const x = random.between(0, land.width);
    const petals = random.pick(["#e8577e", "#f2c230", "#ffffff", "#b06adf", "#f07f3c"]);
    return ellipse(x, y, radius, radius * 0.8, petals) + ellipse(x, y, radius * 0.4, radius * 0.3, "#f6e27a");
  }).join("");
}

const drawers: Partial<Record<PlaceName, (land: Land) => Backdrop>> = {
  beach: (land) => ({
    back:
      water(land, 0.5, 0.76, "#1f7fae") +
      ground(land, 0.74, "#e6cb8e", "#f3e0ae") +
      strokes(land, {
        top: at(land, 0.73),
        bottom: at(land, 0.77),
        count: land.width / 12,
        length: 130,
        fill: "#ffffff",
        opacity: 0.75,
      }) +
      strokes(land, {
        top: at(land, 0.8),
        bottom: land.height,
        count: land.width / 22,
        length: 22,
        fill: "#c7a768",
        opacity: 0.6,
      }),
    glow: "",
  }),
  sea: (land) => ({
    back:
      water(land, 0.52, 1.6, "#124f80") +
      strokes(land, {
        top: at(land, 0.55),
        bottom: land.height,
        count: land.width / 6,
        length: 120,
        fill: "#cfe6f2",
        opacity: 0.35,
      }),
    glow: "",
  }),
  lake: (land) => ({
    back:
      hills(land, at(land, 0.52), 140, mix("#3f6b4f", land.haze, 0.35)) +
      row(land, 14, (x) =>
        conifer(x, at(land, 0.53), land.random.between(60, 130), mix("#2f5f43", land.haze, 0.2)),
      ) +
      water(land, 0.52, 0.78, "#3f7f96") +
      meadow(land, 0.77) +
      row(land, 9, (x) =>
        polygon(
          [
            [x, at(land, 0.8)],
            [x + 6, at(land, 0.68)],
            [x + 12, at(land, 0.8)],
          ],
          "#5d7a35",
        ),
      ),
    glow: "",
  }),
  harbour: (land) => {
    const town = skyline(land, at(land, 0.52), 150, land.haze);
    const wall = "#8b8479";
    return {
      back:
        town.back +
        water(land, 0.52, 0.8, "#2c5f78") +
        rect(0, at(land, 0.79), land.width, 40, mix(wall, "#000000", 0.25)) +
        ground(land, 0.8, wall, mix(wall, "#ffffff", 0.2)) +
        row(
          land,
          7,
          (x) =>
            rect(x, at(land, 0.74), 30, 62, "#4a4038") + ellipse(x + 15, at(land, 0.74), 20, 9, "#5c5046"),
        ) +
        strokes(land, {
          top: at(land, 0.82),
          bottom: land.height,
          count: land.width / 16,
          length: 90,
          fill: "#5e584f",
          opacity: 0.4,
        }),
      glow: town.glow,
    };
  },
  mountains: (land) => ({
    back:
      peaks(land, at(land, 0.62), 430, mix("#6a7486", land.haze, 0.3), "#f2f6fa") +
      hills(land, at(land, 0.64), 90, mix("#4f7a55", land.haze, 0.2)) +
      meadow(land, 0.63) +
      row(land, 9, (x) => ellipse(x, at(land, land.random.between(0.7, 0.98)), 34, 20, "#8c9098")),
    glow: "",
  }),
  snow: (land) => ({
    back:
      hills(land, at(land, 0.6), 130, mix("#e3ecf6", land.haze, 0.35)) +
      row(land, 10, (x) => conifer(x, at(land, 0.62), land.random.between(90, 210), "#4d7568")) +
      ground(land, 0.6, "#f7fbff", "#dbe7f3") +
      hills(land, at(land, 0.84), 40, "#eef5fc") +
      row(land, Math.round(land.width / 30), (x) =>
        ellipse(x, land.random.between(0, land.height), 6, 6, "#ffffff", 'opacity="0.85"'),
      ),
    glow: "",
  }),
  forest: (land) => ({
    back:
      row(land, 26, (x) =>
        conifer(x, at(land, 0.66), land.random.between(280, 420), mix("#3c6b4a", land.haze, 0.45)),
      ) +
      ground(land, 0.63, "#5b5a34", "#6f7a43") +
      row(land, 15, (x) =>
        conifer(x, at(land, 0.72), land.random.between(420, 640), mix("#23553a", land.haze, 0.12)),
      ) +
      strokes(land, {
        top: at(land, 0.72),
        bottom: land.height,
        count: land.width / 7,
        length: 30,
        fill: "#3f4a22",
        opacity: 0.6,
        lean: 0.3,
      }),
    glow: "",
  }),
  jungle: (land) => ({
    back:
      rect(0, 0, land.width, land.height, mix("#1f5a35", land.haze, 0.25)) +
      row(land, 22, (x) =>
        palmLeaf(land, x, at(land, land.random.between(0.1, 0.6)), 260, mix("#2c7a3f", land.haze, 0.1)),
      ) +
      ground(land, 0.72, "#3d5a26", "#2f6a34") +
      row(land, 16, (x) =>
        palmLeaf(
          land,
          x,
          at(land, land.random.between(-0.05, 0.4)),
          340,
          land.random.pick(["#2f8f45", "#247a3c", "#54a03a"]),
        ),
      ) +
      row(
        land,
        4,
        (x) =>
          `<path d="M${x.toFixed(0)} -20 q40 260 -30 520" stroke="#4c5a26" stroke-width="10" fill="none"/>`,
      ),
    glow: "",
  }),
  desert: (land) => ({
    back:
      hills(land, at(land, 0.62), 160, mix("#d49a55", land.haze, 0.35)) +
      hills(land, at(land, 0.72), 120, "#dda65e") +
      ground(land, 0.72, "#e2b06a", "#eec788") +
      strokes(land, {
        top: at(land, 0.75),
        bottom: land.height,
        count: land.width / 16,
        length: 170,
        fill: "#b9823f",
        opacity: 0.35,
      }),
    glow: "",
  }),
  meadow: (land) => ({
    back:
      hills(land, at(land, 0.58), 110, mix("#7fae5a", land.haze, 0.4)) +
      row(land, 6, (x) =>
        broadleaf(land.random, x, at(land, 0.61), land.random.between(120, 230), "#4c8a3c"),
      ) +
      meadow(land),
    glow: "",
  }),
  farm: (land) => ({
    back:
      hills(land, at(land, 0.58), 80, mix("#b8a94e", land.haze, 0.4)) +
      meadow(land, 0.58) +
      barn(land) +
      strokes(land, {
        top: at(land, 0.62),
        bottom: at(land, 0.72),
        count: land.width / 9,
        length: 60,
        fill: "#d5bb52",
        opacity: 0.6,
      }) +
      fence(land, at(land, 0.72)),
    glow: "",
  }),
  garden: (land) => ({
    back:
      rect(0, at(land, 0.34), land.width, 320, mix("#3f7a3a", land.haze, 0.15)) +
      row(land, 30, (x) =>
        ellipse(
          x,
          at(land, land.random.between(0.33, 0.6)),
          60,
          48,
          land.random.pick(["#4c8f42", "#3c7a38", "#5aa04c"]),
        ),
      ) +
      meadow(land, 0.64) +
      flowers(land, 0.58, Math.round(land.width / 16)),
    glow: "",
  }),
  city: (land) => {
    const far = skyline(land, at(land, 0.68), 420, mix(land.haze, "#7d8894", 0.3));
    const near = street(land, at(land, 0.7));
    return { back: far.back + near.back, glow: far.glow + near.glow };
  },
  road: (land) => ({
    back:
      hills(land, at(land, 0.58), 120, mix("#74935a", land.haze, 0.4)) + meadow(land, 0.58) + asphalt(land),
    glow: "",
  }),
};

function palmLeaf(land: Land, x: number, y: number, length: number, green: string): string {
  const lean = land.random.between(-1, 1);
  const tip = [x + lean * length, y + length * 0.7] as const;
  const middle = [x + lean * length * 0.55, y + length * 0.12] as const;
  return `<path d="M${x.toFixed(0)} ${y.toFixed(0)} Q${(middle[0] - 30).toFixed(0)} ${(middle[1] - 40).toFixed(0)} ${tip[0].toFixed(0)} ${tip[1].toFixed(0)} Q${middle[0].toFixed(0)} ${(middle[1] + 90).toFixed(0)} ${x.toFixed(0)} ${y.toFixed(0)}Z" fill="${green}"/>`;
}

function barn(land: Land): string {
  const x = land.random.between(0.05, 0.75) * land.width;
  const y = at(land, 0.62);
  const red = "#a6352c";
  return (
    rect(x, y - 150, 240, 150, red) +
    polygon(
      [
        [x - 20, y - 150],
        [x + 120, y - 260],
        [x + 260, y - 150],
      ],
      "#7b2620",
    ) +
    rect(x + 85, y - 95, 70, 95, "#f3ead8") +
    polygon(
      [
        [x + 85, y - 95],
        [x + 155, y],
        [x + 145, y],
        [x + 85, y - 82],
      ],
      red,
    )
  );
}

function fence(land: Land, y: number): string {
  const wood = "#c9b18a";
  return (
    row(land, Math.round(land.width / 80), (x) => rect(x, y - 70, 14, 90, wood)) +
    rect(0, y - 52, land.width, 11, wood) +
    rect(0, y - 18, land.width, 11, wood)
  );
}

function asphalt(land: Land): string {
  const vanishing = land.width / 2 + land.random.between(-120, 120);
  const [near, far] = [land.height, at(land, 0.58)];
  const half = land.width * 0.46;
  const road = polygon(
    [
      [vanishing - 26, far],
      [vanishing + 26, far],
      [land.width / 2 + half, near],
      [land.width / 2 - half, near],
    ],
    "#55595e",
  );
  const dashes = [0.08, 0.24, 0.44, 0.7].map((part) => {
    const y = far + part * (near - far);
    const x = vanishing + (land.width / 2 - vanishing) * part;
    const wide = 3 + 16 * part;
    return polygon(
      [
        [x - wide / 2, y],
        [x + wide / 2, y],
        [x + wide, y + 40 + 90 * part],
        [x - wide, y + 40 + 90 * part],
      ],
      "#f2e9c8",
    );
  });
  return road + dashes.join("");
}

/** A landscape with its sky; undefined for a place that is none. */
export function drawOutdoors(canvas: Canvas, place: PlaceName, light: LightName): Backdrop | undefined {
  const draw = drawers[place];
  if (!draw) return undefined;
  const horizon = at(canvas, 0.56);
  const sky = drawSky(canvas, light, horizon + 60);
  const drawn = draw({ ...canvas, horizon, haze: moods[light].haze, light });
  return { back: sky.back + drawn.back, glow: drawn.glow + sky.glow };
}
