import sharp, { type Sharp } from "sharp";
import { type Random, randomFrom } from "../random.ts";
import type { PlannedTransformation } from "./plan.ts";

interface Source {
  picture: Sharp;
  width: number;
  height: number;
  random: Random;
}

/** Makes a copy as editors, phones and websites do. @param original the bytes of a JPEG that lies upright */
export async function transformCopy(
  { how, seed, keepsMetadata }: PlannedTransformation,
  original: Buffer,
): Promise<Buffer> {
  if (how === "identical") return original;
  const { width, height } = await sharp(original).metadata();
  const random = randomFrom(seed);
  const source = { picture: sharp(original), width, height, random };
  const changed = (await change(how, source)) ?? source.picture;
  const kept = keepsMetadata
    ? changed.keepExif().withExifMerge({ IFD0: { Software: "Photo Editor" } })
    : changed;
  if (how === "png") return kept.png({ compressionLevel: 6 }).toBuffer();
  if (how === "webp-60") return kept.webp({ quality: 60, effort: 2 }).toBuffer();
  const quality = how.startsWith("jpeg-") ? Number(how.slice(5)) : random.whole(75, 92);
  return kept.jpeg({ quality }).toBuffer();
}

function change(how: PlannedTransformation["how"], source: Source): Sharp | Promise<Sharp> | undefined {
  const { picture, width } = source;
  const [family = "", amount = "0"] = how.split("-");
  if (family === "resized") return picture.resize({ width: Math.round((width * Number(amount)) / 100) });
  if (family === "cropped") return crop(source, Number(amount) / 100);
  if (how === "rotated-filled-2") return rotateFilled(source, 2);
  if (family === "rotated") return rotateCropped(source, Number(amount));
  if (family === "bordered") return border(source, amount);
  if (family === "watermark") return watermark(source, amount === "corner");
  if (how === "date-stamp") return dateStamp(source);
  return edits[how]?.(picture);
}

const edits: Record<string, (picture: Sharp) => Sharp> = {
  brighter: (it) => it.modulate({ brightness: 1.15 }),
  contrast: (it) => it.linear(1.2, -0.1 * 255),
  saturated: (it) => it.modulate({ saturation: 1.4 }),
  warmer: (it) =>
    it.recomb([
      [1.08, 0.02, 0],
      [0, 1.02, 0],
      [0, 0, 0.88],
    ]),
  greyscale: (it) => it.greyscale().toColourspace("srgb"),
  mirrored: (it) => it.flop(),
  "turned-90": (it) => it.rotate(90),
  "turned-180": (it) => it.rotate(180),
};

/** Keeps this part of each side, at an accidental place; every second time only of one side. */
function crop({ picture, width, height, random }: Source, part: number): Sharp {
  const isOneSided = random.chance(0.3);
  const kept = { width: Math.round(width * part), height: isOneSided ? height : Math.round(height * part) };
  return picture.extract({
    left: random.whole(0, width - kept.width),
    top: random.whole(0, height - kept.height),
    ...kept,
  });
}

/** A horizon put straight: turned, then cut to the largest upright rectangle of the same shape. */
async function rotateCropped({ picture, width, height, random }: Source, degrees: number): Promise<Sharp> {
  const sign = random.chance(0.5) ? 1 : -1;
  const { data, info } = await picture
    .rotate(sign * degrees, { background: "black" })
    .raw()
    .toBuffer({ resolveWithObject: true });
  const angle = (degrees * Math.PI) / 180;
  const ratio = Math.max(width / height, height / width);
  const part = 1 / (Math.cos(angle) + ratio * Math.sin(angle));
  const kept = { width: Math.floor(width * part) - 2, height: Math.floor(height * part) - 2 };
  const raw = { width: info.width, height: info.height, channels: 3 as const };
  return sharp(data, { raw }).extract({
    left: Math.round((info.width - kept.width) / 2),
    top: Math.round((info.height - kept.height) / 2),
    ...kept,
  });
}

/** Scanned askew: turned, the corners white. */
function rotateFilled({ picture, random }: Source, degrees: number): Sharp {
  return picture.rotate((random.chance(0.5) ? 1 : -1) * degrees, { background: "white" });
}

function border({ picture, width, height, random }: Source, colour: string): Sharp {
  const side = Math.round(Math.min(width, height) * random.between(0.02, 0.08));
  const bottom = random.chance(0.3) ? side * 3 : side;
  return picture.extend({ top: side, left: side, right: side, bottom, background: colour });
}

function watermark({ picture, width, height, random }: Source, isCorner: boolean): Sharp {
  const size = Math.round(height * (isCorner ? 0.045 : 0.11));
  const [x, y] = isCorner
    ? [width - size / 2, height - size / 2]
    : [width / 2, height * random.between(0.4, 0.6)];
  const turn = isCorner ? 0 : random.pick([0, -30]);
  const text = random.pick(["© Anna Berg", "PhotoStock", "www.example.org", "SAMPLE"]);
  return picture.composite([
    {
      input: svg(
        width,
        height,
        `<text x="${x}" y="${y}" font-family="sans-serif" font-weight="bold" font-size="${size}"
          text-anchor="${isCorner ? "end" : "middle"}" fill="white" opacity="${isCorner ? 0.8 : 0.45}"
          transform="rotate(${turn} ${x} ${y})">${text}</text>`,
      ),
    },
  ]);
}

/** What compact cameras printed into the corner. */
function dateStamp({ picture, width, height, random }: Source): Sharp {
  const size = Math.round(height * 0.05);
  const text = `'0${random.whole(1, 9)} ${random.whole(1, 12)} ${random.whole(10, 28)}`;
  return picture.composite([
    {
      input: svg(
        width,
        height,
        `<text x="${width - size}" y="${height - size}" font-family="monospace" font-size="${size}"
          text-anchor="end" fill="#ff9a2e">${text}</text>`,
      ),
    },
  ]);
}

function svg(width: number, height: number, body: string): Buffer {
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${body}</svg>`,
  );
}
