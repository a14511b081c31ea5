import sharp from "sharp";
import { randomFrom } from "../../../src/demo/random.ts";
import { seededNormal } from "../random.ts";

/** How a document becomes a file: exported by a program, scanned, or photographed. Each is another picture. */
export const renderings = ["clean", "scan", "phone"] as const;
export type Rendering = (typeof renderings)[number];

/** What makes a true copy of a file. */
export const documentCopies = ["re-encoded", "resized-50", "messenger"] as const;
export type DocumentCopy = (typeof documentCopies)[number];

interface Rgb {
  data: Buffer;
  width: number;
  height: number;
}

/** @param document PNG @param seed what scanner and camera do by accident follows from it */
export async function render(document: Buffer, rendering: Rendering, seed: string): Promise<Buffer> {
  if (rendering === "clean") return sharp(document).jpeg({ quality: 92 }).toBuffer();
  return rendering === "scan" ? scan(document, seed) : photograph(document, seed);
}

export async function copyDocument(file: Buffer, how: DocumentCopy): Promise<Buffer> {
  const { width, height } = await sharp(file).metadata();
  if (how === "re-encoded") return sharp(file).jpeg({ quality: 80 }).toBuffer();
  if (how === "resized-50") {
    return sharp(file)
      .resize({ width: Math.round(width / 2) })
      .jpeg({ quality: 85 })
      .toBuffer();
  }
  // Messengers send at most so many pixels, and strip what they do not show.
  const longSide = Math.min(1600, Math.max(width, height));
  return sharp(file)
    .resize({ width: longSide, height: longSide, fit: "inside" })
    .jpeg({ quality: 70, chromaSubsampling: "4:2:0" })
    .toBuffer();
}

/** Laid in askew by up to half a degree, soft, with grain. */
async function scan(document: Buffer, seed: string): Promise<Buffer> {
  const random = randomFrom(`scan ${seed}`);
  const turned = await sharp(document)
    .rotate(random.between(-0.5, 0.5), { background: "white" })
    .blur(0.6)
    .raw()
    .toBuffer({ resolveWithObject: true });
  const { width, height } = turned.info;
  const data = withGrain({ data: turned.data, width, height }, 5, random.whole(0, 1e6));
  return sharp(data, { raw: { width, height, channels: 3 } })
    .jpeg({ quality: 88 })
    .toBuffer();
}

/** On a table, from a hand: perspective, a lamp on one side, noise. */
async function photograph(document: Buffer, seed: string): Promise<Buffer> {
  const random = randomFrom(`phone ${seed}`);
  const { data, info } = await sharp(document).raw().toBuffer({ resolveWithObject: true });
  const page = { data, width: info.width, height: info.height };
  const margin = 0.06;
  const wobble = () => random.between(-0.025, 0.025);
  const corners = [
    [margin + wobble(), margin + wobble()],
    [1 - margin + wobble(), margin + wobble()],
    [1 - margin + wobble(), 1 - margin + wobble()],
    [margin + wobble(), 1 - margin + wobble()],
  ] as [number, number][];
  const lamp = [random.between(0, 1), random.between(0, 1)] as const;
  const seen = lit(onTable(page, corners), lamp);
  const { width, height } = page;
  const noisy = withGrain(seen, 4, random.whole(0, 1e6));
  return sharp(noisy, { raw: { width, height, channels: 3 } })
    .blur(0.5)
    .jpeg({ quality: 90 })
    .toBuffer();
}

function withGrain({ data }: Rgb, deviation: number, seed: number): Buffer {
  const normal = seededNormal(seed);
  const out = Buffer.alloc(data.length);
  for (let at = 0; at < data.length; at += 3) {
    const grain = deviation * normal();
    for (let channel = 0; channel < 3; channel++) {
      out[at + channel] = Math.min(255, Math.max(0, Math.round((data[at + channel] as number) + grain)));
    }
  }
  return out;
}

/** The page drawn into four corners (parts of width and height), the table around it. */
function onTable({ data, width, height }: Rgb, corners: readonly [number, number][]): Rgb {
  const out = Buffer.alloc(data.length);
  const back = towardsUnitSquare(corners);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const at = 3 * (y * width + x);
      const [u, v] = back((x + 0.5) / width, (y + 0.5) / height);
      if (u < 0 || v < 0 || u >= 1 || v >= 1) {
        const grainOfWood = 12 * Math.sin(y / 9 + 3 * Math.sin(x / 170)) + 6 * Math.sin(y / 2.3 + x / 90);
        out[at] = 120 + grainOfWood;
        out[at + 1] = 84 + grainOfWood;
        out[at + 2] = 56 + grainOfWood;
        continue;
      }
      sampleInto(out, at, { data, width, height }, u * width - 0.5, v * height - 0.5);
    }
  }
  return { data: out, width, height };
}

function sampleInto(out: Buffer, to: number, { data, width, height }: Rgb, x: number, y: number): void {
  const left = Math.min(width - 2, Math.max(0, Math.floor(x)));
  const top = Math.min(height - 2, Math.max(0, Math.floor(y)));
  const [partX, partY] = [Math.min(1, Math.max(0, x - left)), Math.min(1, Math.max(0, y - top))];
  for (let channel = 0; channel < 3; channel++) {
    const at = 3 * (top * width + left) + channel;
    const upper = (data[at] as number) * (1 - partX) + (data[at + 3] as number) * partX;
    const lower =
      (data[at + 3 * width] as number) * (1 - partX) + (data[at + 3 * width + 3] as number) * partX;
    out[to + channel] = upper * (1 - partY) + lower * partY;
  }
}

function lit({ data, width, height }: Rgb, [lampX, lampY]: readonly [number, number]): Rgb {
  const out = Buffer.alloc(data.length);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const light = 1 - 0.35 * Math.hypot(x / width - lampX, y / height - lampY);
      const at = 3 * (y * width + x);
      for (let channel = 0; channel < 3; channel++)
        out[at + channel] = light * (data[at + channel] as number);
    }
  }
  return { data: out, width, height };
}

/** The projective map of four corners onto the unit square (Heckbert 1989, "Fundamentals of Texture Mapping", 2.2.3). */
function towardsUnitSquare(corners: readonly [number, number][]) {
  const [[x0, y0], [x1, y1], [x2, y2], [x3, y3]] = corners as [
    [number, number],
    [number, number],
    [number, number],
    [number, number],
  ];
  const [dx1, dx2, sumX] = [x1 - x2, x3 - x2, x0 - x1 + x2 - x3];
  const [dy1, dy2, sumY] = [y1 - y2, y3 - y2, y0 - y1 + y2 - y3];
  const whole = dx1 * dy2 - dx2 * dy1;
  const [g, h] = [(sumX * dy2 - dx2 * sumY) / whole, (dx1 * sumY - sumX * dy1) / whole];
  const [a, b, c] = [x1 - x0 + g * x1, x3 - x0 + h * x3, x0];
  const [d, e, f] = [y1 - y0 + g * y1, y3 - y0 + h * y3, y0];
  // The adjugate of the matrix that maps the square onto the corners.
  return (x: number, y: number): [number, number] => {
    const u = (e - f * h) * x + (c * h - b) * y + (b * f - c * e);
    const v = (f * g - d) * x + (a - c * g) * y + (c * d - a * f);
    const w = (d * h - e * g) * x + (b * g - a * h) * y + (a * e - b * d);
    return [u / w, v / w];
  };
}
