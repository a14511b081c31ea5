import { mix } from "../colour.ts";
import type { LightName } from "../lights.ts";
import type { PlaceName } from "../places.ts";
import type { Backdrop } from "./outdoors.ts";
import { type Canvas, ellipse, gradientRect, polygon, rect, strokes } from "./shapes.ts";
import { drawSky, moods } from "./sky.ts";

const at = (canvas: Canvas, part: number): number => canvas.top + part * 1000;
const along = (canvas: Canvas, part: number): number => canvas.left + part * 1000;

function wall(canvas: Canvas, colour: string, floorFrom: number, floor: string): string {
  const y = at(canvas, floorFrom);
  return (
    gradientRect({ x: 0, y: 0, width: canvas.width, height: y + 2 }, [mix(colour, "#ffffff", 0.12), colour]) +
    rect(0, y - 18, canvas.width, 20, mix(colour, "#ffffff", 0.5)) +
    gradientRect({ x: 0, y, width: canvas.width, height: canvas.height - y }, [
      mix(floor, "#000000", 0.18),
      floor,
    ])
  );
}

/** A window onto the weather: at night it is dark and the lamp is on. */
function window(canvas: Canvas, light: LightName, x: number, y: number, wide: number, tall: number): string {
  const panes = gradientRect({ x, y, width: wide, height: tall }, moods[light].sky);
  const frame = "#f6f2ea";
  return (
    rect(x - 14, y - 14, wide + 28, tall + 28, frame) +
    panes +
    rect(x + wide / 2 - 6, y, 12, tall, frame) +
    rect(x, y + tall / 2 - 6, wide, 12, frame) +
    rect(
      x - 60,
      y - 34,
      70,
      tall + 70,
      canvas.random.pick(["#b5525c", "#557a95", "#c9a35a", "#6f8f6b"]),
      'opacity="0.92"',
    ) +
    rect(
      x + wide - 10,
      y - 34,
      70,
      tall + 70,
      canvas.random.pick(["#b5525c", "#557a95", "#c9a35a", "#6f8f6b"]),
      'opacity="0.92"',
    )
  );
}

function boards(canvas: Canvas, from: number, colour: string): string {
  return strokes(canvas, {
    top: at(canvas, from),
    bottom: canvas.height,
    count: canvas.width / 18,
    length: 240,
    fill: mix(colour, "#000000", 0.25),
    opacity: 0.45,
  });
}

function livingRoom(canvas: Canvas, light: LightName): string {
  const { random } = canvas;
  const floor = random.pick(["#a9764a", "#b98a5c", "#8f6239"]);
  const sofa = random.pick(["#6f7f8f", "#a5625a", "#77906f", "#c9a765"]);
  const [x, y] = [along(canvas, random.between(-0.1, 0.2)), at(canvas, 0.7)];
  return (
    wall(canvas, random.pick(["#e3d8c3", "#cfdad6", "#e8d2c6", "#d5d9e3"]), 0.66, floor) +
    boards(canvas, 0.68, floor) +
    window(canvas, light, along(canvas, random.between(0.55, 0.7)), at(canvas, 0.14), 230, 270) +
    rect(along(canvas, 0.12), at(canvas, 0.12), 190, 140, "#6b5138") +
    rect(
      along(canvas, 0.12) + 14,
      at(canvas, 0.12) + 14,
      162,
      112,
      random.pick(["#8fb0b8", "#d8b98a", "#b88f9c"]),
    ) +
    rect(x, y - 250, 620, 170, sofa, 'rx="34"') +
    rect(x - 30, y - 130, 680, 120, mix(sofa, "#ffffff", 0.12), 'rx="30"') +
    rect(x - 60, y - 180, 90, 180, mix(sofa, "#000000", 0.12), 'rx="34"') +
    rect(x + 590, y - 180, 90, 180, mix(sofa, "#000000", 0.12), 'rx="34"') +
    ellipse(
      along(canvas, 0.5),
      at(canvas, 0.9),
      520,
      110,
      random.pick(["#b9586a", "#5f7fa3", "#cbb58a", "#7d9a7a"]),
    ) +
    ellipse(
      along(canvas, 0.5),
      at(canvas, 0.9),
      430,
      84,
      random.pick(["#e6cfae", "#d7dfe6", "#efe3d0"]),
      'opacity="0.6"',
    )
  );
}

function bedroom(canvas: Canvas, light: LightName): string {
  const { random } = canvas;
  const floor = random.pick(["#c9b79c", "#9c8a78", "#b7a6b0"]);
  const cover = random.pick(["#7fa3c7", "#c78fa3", "#9fbf8f", "#d9b66f"]);
  const [x, y] = [along(canvas, random.between(-0.15, 0.1)), at(canvas, 0.72)];
  return (
    wall(canvas, random.pick(["#dfe6ef", "#efe1e6", "#e6ebd9", "#f1e6cf"]), 0.64, floor) +
    window(canvas, light, along(canvas, 0.66), at(canvas, 0.12), 200, 240) +
    rect(x, y - 340, 60, 340, "#8a6242", 'rx="12"') +
    rect(x + 20, y - 190, 720, 150, "#f7f3ec", 'rx="26"') +
    rect(x + 60, y - 240, 190, 90, "#ffffff", 'rx="34"') +
    rect(x + 230, y - 200, 520, 180, cover, 'rx="26"') +
    rect(x + 230, y - 200, 520, 46, mix(cover, "#ffffff", 0.4), 'rx="20"') +
    strokes(canvas, {
      top: at(canvas, 0.75),
      bottom: canvas.height,
      count: canvas.width / 10,
      length: 16,
      fill: mix(floor, "#ffffff", 0.4),
      opacity: 0.5,
      lean: 0.4,
    })
  );
}

function table(canvas: Canvas, wood: string, from = 0.72): string {
  const y = at(canvas, from);
  return (
    gradientRect({ x: 0, y, width: canvas.width, height: canvas.height - y }, [
      mix(wood, "#000000", 0.12),
      mix(wood, "#ffffff", 0.12),
    ]) +
    rect(0, y, canvas.width, 14, mix(wood, "#ffffff", 0.3)) +
    strokes(canvas, {
      top: y + 24,
      bottom: canvas.height,
      count: canvas.width / 20,
      length: 260,
      fill: mix(wood, "#000000", 0.3),
      opacity: 0.3,
    })
  );
}

function kitchen(canvas: Canvas, light: LightName): string {
  const { random } = canvas;
  const tiles = random.pick(["#dfe8e6", "#e8dfcd", "#d3e0ea"]);
  const doors = random.pick(["#7fa08c", "#c8b08a", "#8fa5bd", "#d98f70"]);
  let grid = "";
  for (let x = 0; x < canvas.width; x += 84)
    grid += rect(x, 0, 4, at(canvas, 0.72), mix(tiles, "#ffffff", 0.6));
  for (let y = 0; y < at(canvas, 0.72); y += 84)
    grid += rect(0, y, canvas.width, 4, mix(tiles, "#ffffff", 0.6));
  let cupboards = "";
  for (let x = -20; x < canvas.width; x += 200) {
    cupboards +=
      rect(x, at(canvas, -0.05), 190, 230, doors, 'rx="8"') +
      ellipse(x + 165, at(canvas, 0.13), 9, 9, "#f1e8d5");
  }
  return (
    rect(0, 0, canvas.width, canvas.height, tiles) +
    grid +
    cupboards +
    window(canvas, light, along(canvas, random.between(0.3, 0.5)), at(canvas, 0.27), 240, 210) +
    table(canvas, random.pick(["#b98553", "#cda372", "#8f5f3c"]))
  );
}

function classroom(canvas: Canvas, light: LightName): string {
  const { random } = canvas;
  const board = random.pick(["#2f5d48", "#274b40", "#33404a"]);
  const [x, y] = [along(canvas, 0.02), at(canvas, 0.1)];
  const chalk = Array.from({ length: 6 }, (_, line) =>
    rect(
      x + 50 + random.between(0, 40),
      y + 46 + line * 46,
      random.between(180, 520),
      7,
      "#dfe9df",
      'opacity="0.7" rx="3"',
    ),
  );
  return (
    wall(canvas, "#ece3cc", 0.8, "#b08d62") +
    rect(x - 16, y - 16, 752, 382, "#9b6f45") +
    rect(x, y, 720, 350, board) +
    chalk.join("") +
    window(canvas, light, along(canvas, 0.86), at(canvas, 0.14), 180, 260) +
    table(canvas, random.pick(["#d2a467", "#c79457"]), 0.74)
  );
}

function picnic(canvas: Canvas, light: LightName): Backdrop {
  const sky = drawSky(canvas, light, at(canvas, 0.36));
  const green = canvas.random.pick(["#5f9e3d", "#6cab47", "#4f8f3a"]);
  const cloth = canvas.random.pick(["#d8343f", "#2f6fc0", "#3a9a56"]);
  const y = at(canvas, 0.66);
  let squares = "";
  for (let row = 0; y + row * 70 < canvas.height; row++) {
    for (let column = row % 2; column * 90 < canvas.width; column += 2)
      squares += rect(column * 90, y + row * 70, 90, 70, cloth, 'opacity="0.85"');
  }
  const back =
    sky.back +
    gradientRect({ x: 0, y: at(canvas, 0.34), width: canvas.width, height: canvas.height }, [
      mix(green, moods[light].haze, 0.4),
      green,
    ]) +
    strokes(canvas, {
      top: at(canvas, 0.38),
      bottom: y,
      count: canvas.width / 6,
      length: 26,
      fill: mix(green, "#103010", 0.35),
      opacity: 0.5,
      lean: 0.25,
    }) +
    rect(0, y, canvas.width, canvas.height - y, "#fbf7f0") +
    squares;
  return { back, glow: sky.glow };
}

function underwater(canvas: Canvas): Backdrop {
  const { random, width, height } = canvas;
  const rays = Array.from({ length: 5 }, () => {
    const x = random.between(0, width);
    return polygon(
      [
        [x, 0],
        [x + 70, 0],
        [x + random.between(100, 320), height],
        [x - random.between(60, 200), height],
      ],
      "#bff0f5",
      'opacity="0.13"',
    );
  });
  const sand = at(canvas, 0.88);
  const weeds = Array.from({ length: Math.round(width / 70) }, () => {
    const [x, tall] = [random.between(0, width), random.between(90, 260)];
    const green = random.pick(["#2f8f6b", "#3aa05a", "#8a3f6b", "#c9713f"]);
    return `<path d="M${x.toFixed(0)} ${(sand + 60).toFixed(0)} q${random.between(-60, 60).toFixed(0)} ${(-tall / 2).toFixed(0)} ${random.between(-30, 30).toFixed(0)} ${(-tall).toFixed(0)}" stroke="${green}" stroke-width="18" stroke-linecap="round" fill="none"/>`;
  });
  const bubbles = Array.from({ length: 16 }, () => {
    const radius = random.between(6, 18);
    return ellipse(
      random.between(0, width),
      random.between(0, height),
      radius,
      radius,
      "#ffffff",
      'opacity="0.3"',
    );
  });
  const back =
    gradientRect({ x: 0, y: 0, width, height }, ["#3fb4cf", "#1673a3", "#0b3f6e"]) +
    rays.join("") +
    gradientRect({ x: 0, y: sand, width, height: height - sand }, ["#b8a777", "#8f8259"]) +
    weeds.join("") +
    bubbles.join("");
  return { back, glow: "" };
}

function space(canvas: Canvas): Backdrop {
  const { random, width, height } = canvas;
  const nebulae = Array.from({ length: 5 }, () =>
    ellipse(
      random.between(0, width),
      random.between(0, height),
      random.between(160, 380),
      random.between(90, 220),
      random.pick(["#5b2f8f", "#274f9c", "#7a2f6b", "#1f6a7a"]),
      'opacity="0.28"',
    ),
  );
  const stars = Array.from({ length: Math.round(width / 7) }, () => {
    const radius = random.between(1, 4.5);
    return ellipse(
      random.between(0, width),
      random.between(0, height),
      radius,
      radius,
      random.pick(["#ffffff", "#ffe9c9", "#cfe0ff"]),
    );
  });
  return { back: rect(0, 0, width, height, "#04050f") + nebulae.join("") + stars.join(""), glow: "" };
}

const rooms: Partial<Record<PlaceName, (canvas: Canvas, light: LightName) => string>> = {
  "living room": livingRoom,
  bedroom,
  kitchen,
  classroom,
};

/** Rooms, and the places without a horizon; undefined for a landscape. */
export function drawIndoors(canvas: Canvas, place: PlaceName, light: LightName): Backdrop | undefined {
  const room = rooms[place];
  if (room) return { back: room(canvas, light), glow: "" };
  if (place === "picnic") return picnic(canvas, light);
  if (place === "underwater") return underwater(canvas);
  return place === "space" ? space(canvas) : undefined;
}
