import { mix } from "../colour.ts";
import type { LightName } from "../lights.ts";
import { type Canvas, cloud, ellipse, gradientRect } from "./shapes.ts";

/** What a time of day or a weather does to the colours of a landscape. */
export interface Mood {
  /** From the zenith to the horizon. */
  sky: readonly string[];
  /** What far things fade into. */
  haze: string;
  /** Laid over everything, objects included. */
  veil: { fill: string; opacity: number; blend: "multiply" | "normal" };
}

export const moods: Readonly<Record<LightName, Mood>> = {
  day: {
    sky: ["#2f7fd6", "#7db9ee", "#d6ecf8"],
    haze: "#cfe3ee",
    veil: { fill: "#fff6dc", opacity: 0.06, blend: "normal" },
  },
  dawn: {
    sky: ["#7f9fd0", "#e6b8cf", "#fbe3bd"],
    haze: "#f0d3d2",
    veil: { fill: "#ffd9dc", opacity: 0.5, blend: "multiply" },
  },
  dusk: {
    sky: ["#3b2a63", "#b8456b", "#f98a3c", "#ffc861"],
    haze: "#c76a55",
    veil: { fill: "#e8824e", opacity: 0.5, blend: "multiply" },
  },
  night: {
    sky: ["#050a22", "#0d1a44", "#233a6e"],
    haze: "#1f3260",
    veil: { fill: "#31479a", opacity: 0.68, blend: "multiply" },
  },
  rain: {
    sky: ["#6b7a88", "#8f9ca7", "#b3bec5"],
    haze: "#a3afb7",
    veil: { fill: "#8fa3b3", opacity: 0.5, blend: "multiply" },
  },
  fog: {
    sky: ["#c9d0d3", "#dadfe0", "#e6e8e7"],
    haze: "#dde1e1",
    veil: { fill: "#e9ecec", opacity: 0.42, blend: "normal" },
  },
};

/** The sky down to the horizon, with what hangs in it; what shines goes over the veil. */
export function drawSky(canvas: Canvas, light: LightName, horizon: number): { back: string; glow: string } {
  const mood = moods[light];
  const back = gradientRect({ x: 0, y: 0, width: canvas.width, height: horizon + 2 }, mood.sky);
  const drawers: Record<LightName, () => { back: string; glow: string }> = {
    day: () => ({ back: sun(canvas, "#fffbe6", 70, 0.35) + clouds(canvas, "#ffffff", 0.9, 4), glow: "" }),
    dawn: () => ({
      back: lowSun(canvas, horizon, 0.2, "#fff4d0") + clouds(canvas, "#fff0f0", 0.7, 3),
      glow: "",
    }),
    dusk: () => ({
      back: lowSun(canvas, horizon, 0.78, "#ffe27a") + clouds(canvas, "#6d2f55", 0.55, 4),
      glow: "",
    }),
    night: () => ({ back: "", glow: stars(canvas, horizon) + moon(canvas) }),
    rain: () => ({ back: clouds(canvas, "#5d6b77", 0.8, 8), glow: rain(canvas) }),
    fog: () => ({ back: "", glow: "" }),
  };
  const drawn = drawers[light]();
  return { back: back + drawn.back, glow: drawn.glow };
}

function sun({ random, width, top }: Canvas, fill: string, radius: number, halo: number): string {
  const x = random.between(0.1, 0.9) * width;
  const y = top + random.between(70, 150);
  const rings = [3.2, 2.2, 1.5].map((ring) =>
    ellipse(x, y, radius * ring, radius * ring, fill, `opacity="${halo / 3}"`),
  );
  return rings.join("") + ellipse(x, y, radius, radius, fill);
}

function lowSun({ random, width }: Canvas, horizon: number, side: number, fill: string): string {
  const x = (side + random.between(-0.12, 0.12)) * width;
  const y = horizon - random.between(10, 70);
  const rings = [5, 3.4, 2.2, 1.5].map((ring) => ellipse(x, y, 80 * ring, 60 * ring, fill, 'opacity="0.16"'));
  return rings.join("") + ellipse(x, y, 80, 80, fill);
}

function clouds({ random, width, top }: Canvas, fill: string, opacity: number, most: number): string {
  const count = random.whole(1, most);
  return Array.from({ length: count }, () =>
    cloud(
      random,
      random.between(0, width),
      top + random.between(40, 330),
      random.between(120, 300),
      fill,
      opacity,
    ),
  ).join("");
}

function stars({ random, width }: Canvas, horizon: number): string {
  const count = Math.round(width / 14);
  return Array.from({ length: count }, () => {
    const radius = random.between(1.2, 4);
    return ellipse(
      random.between(0, width),
      random.between(0, horizon),
      radius,
      radius,
      "#ffffff",
      `opacity="${random.between(0.4, 1).toFixed(2)}"`,
    );
  }).join("");
}

function moon({ random, width, top }: Canvas): string {
  const x = random.between(0.08, 0.92) * width;
  const y = top + random.between(60, 150);
  return (
    ellipse(x, y, 120, 120, "#dfe8ff", 'opacity="0.12"') +
    ellipse(x, y, 52, 52, "#f4f1de") +
    ellipse(x + 16, y - 12, 10, 10, mix("#f4f1de", "#8a8a8a", 0.2))
  );
}

function rain({ random, width, height }: Canvas): string {
  let path = "";
  for (let drop = 0; drop < width / 7; drop++) {
    path += `M${random.between(0, width).toFixed(0)} ${random.between(0, height).toFixed(0)}l-14 52`;
  }
  return `<path d="${path}" stroke="#e3edf3" stroke-width="3.2" opacity="0.5" fill="none"/>`;
}
