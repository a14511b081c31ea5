import sharp, { type Sharp } from "sharp";
import { iconBody } from "./draw/icon.ts";
import { drawIndoors } from "./draw/indoors.ts";
import { drawOutdoors } from "./draw/outdoors.ts";
import { type Canvas, ellipse, rect } from "./draw/shapes.ts";
import { moods } from "./draw/sky.ts";
import { loadIcons } from "./icons.ts";
import { objectKind, objectKinds } from "./objects/index.ts";
import { randomFrom } from "./random.ts";
import { isFloating, type Scene, type SceneObject } from "./scene.ts";

/** Icons are drawn on a square of this many units. */
const iconSize = 128;

export interface PictureSize {
  width: number;
  height: number;
}

/** The scene as SVG. Its objects lie in the central square; what is left and right, or above and below, is background. */
export async function sceneSvg(scene: Scene, size: PictureSize): Promise<string> {
  const icons = await loadIcons([...new Set(objectKinds.map((kind) => kind.icon))]);
  const unit = Math.min(size.width, size.height) / 1000;
  const [width, height] = [size.width / unit, size.height / unit];
  const canvas: Canvas = {
    width,
    height,
    left: (width - 1000) / 2,
    top: (height - 1000) / 2,
    random: randomFrom(`background ${scene.backgroundSeed}`),
  };
  const { place, light } = scene;
  const backdrop = drawIndoors(canvas, place, light) ?? drawOutdoors(canvas, place, light);
  if (!backdrop) throw new RangeError(`Expected a place that can be drawn but received ${place}`);
  const objects = [...scene.objects].sort((left, right) => left.y - right.y);
  const drawn = await Promise.all(objects.map((object, index) => drawObject(object, canvas, icons, index)));
  return `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="${size.width}" height="${size.height}" viewBox="0 0 ${width.toFixed(2)} ${height.toFixed(2)}">${backdrop.back}${drawn.join("")}${veil(scene, canvas)}${backdrop.glow}</svg>`;
}

async function drawObject(
  object: SceneObject,
  canvas: Canvas,
  icons: ReadonlyMap<string, string>,
  instance: number,
): Promise<string> {
  const { kind, colour, x, y, size, isMirrored, turnDegrees, surface } = object;
  const { icon } = objectKind(kind);
  const side = size * 1000;
  const centreX = canvas.left + x * 1000;
  const foot = canvas.top + y * 1000;
  const centreY = isFloating(surface) ? foot : foot - side / 2;
  const scale = side / iconSize;
  const isStanding = surface === "ground" || surface === "floor" || surface === "table";
  const shadow = isStanding
    ? ellipse(centreX, foot - side * 0.03, side * 0.4, side * 0.07, "#000000", 'opacity="0.25"')
    : "";
  const body = await iconBody(icon, icons.get(icon) ?? "", colour, instance);
  const mirror = isMirrored ? -scale : scale;
  return `${shadow}<g transform="translate(${centreX.toFixed(1)} ${centreY.toFixed(1)}) rotate(${turnDegrees.toFixed(1)}) scale(${mirror.toFixed(4)} ${scale.toFixed(4)}) translate(-64 -64)">${body}</g>`;
}

/** The light of the hour over everything. A room by night is lit: it only turns warm. */
function veil({ place, light }: Scene, { width, height }: Canvas): string {
  const isLit = ["living room", "bedroom", "kitchen", "classroom"].includes(place);
  if (place === "space" || (place === "underwater" && light === "day")) return "";
  const indoorNight = { fill: "#7d6fa8", opacity: 0.5, blend: "multiply" } as const;
  const { fill, opacity, blend } = isLit && light === "night" ? indoorNight : moods[light].veil;
  return rect(0, 0, width, height, fill, `opacity="${opacity}" style="mix-blend-mode:${blend}"`);
}

/** The scene as pixels: sRGB, three channels. */
export async function renderScene(scene: Scene, size: PictureSize): Promise<Sharp> {
  const svg = await sceneSvg(scene, size);
  return sharp(Buffer.from(svg), { unlimited: true })
    .resize(size.width, size.height, { fit: "fill" })
    .removeAlpha()
    .toColourspace("srgb");
}
