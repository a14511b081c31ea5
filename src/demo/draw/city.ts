import { mix } from "../colour.ts";
import type { LightName } from "../lights.ts";
import { type Canvas, polygon, rect, strokes } from "./shapes.ts";

type Town = Canvas & { light: LightName };

const walls = ["#b56b4e", "#c9a27c", "#8d97a5", "#d8cbb4", "#7f6a63", "#a7b3a0", "#b98b8b"];

/** Houses side by side on a line; at night and in the evening some windows shine. */
export function skyline(
  town: Town,
  base: number,
  height: number,
  haze: string,
): { back: string; glow: string } {
  const { random, width } = town;
  let [back, glow] = ["", ""];
  for (let x = -40; x < width + 40; ) {
    const wide = random.between(90, 190);
    const tall = height * random.between(0.45, 1);
    back += rect(x, base - tall, wide + 1, tall + 4, mix(random.pick(walls), haze, 0.35));
    if (random.chance(0.4)) {
      back += polygon(
        [
          [x, base - tall],
          [x + wide / 2, base - tall - 50],
          [x + wide, base - tall],
        ],
        mix("#7d4a3c", haze, 0.3),
      );
    }
    const windows = houseWindows(town, x, base - tall, wide, tall);
    back += windows.back;
    glow += windows.glow;
    x += wide;
  }
  return { back, glow };
}

function houseWindows({ random, light }: Town, x: number, y: number, wide: number, tall: number) {
  const isDark = light === "night" || light === "dusk";
  let [back, glow] = ["", ""];
  const columns = Math.floor(wide / 42);
  const gap = wide / columns;
  for (let row = 0; row < Math.floor((tall - 30) / 56); row++) {
    for (let column = 0; column < columns; column++) {
      const [left, top] = [x + gap * (column + 0.5) - 11, y + 22 + row * 56];
      if (isDark && random.chance(0.5)) glow += rect(left, top, 22, 32, "#ffd97a", 'opacity="0.95"');
      else back += rect(left, top, 22, 32, "#4d5d6c");
    }
  }
  return { back, glow };
}

/** Pavement, kerb and roadway in front of the houses. */
export function street(town: Town, from: number): { back: string; glow: string } {
  const { width, height } = town;
  const back =
    rect(0, from, width, 70, "#b9b4aa") +
    rect(0, from + 70, width, 12, "#8c877d") +
    rect(0, from + 82, width, height - from, "#56595d") +
    strokes(town, {
      top: from + 120,
      bottom: height,
      count: width / 30,
      length: 120,
      fill: "#6d7074",
      opacity: 0.5,
    }) +
    Array.from({ length: Math.ceil(width / 220) }, (_, index) =>
      rect(index * 220 + 30, from + 178, 120, 14, "#efe6c4"),
    ).join("");
  return { back, glow: "" };
}
