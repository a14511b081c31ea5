import sharp from "sharp";
import { transformedHeic } from "./heic-transforms.ts";
import { pngChunk } from "./pictures.ts";

/** Orange, grey and white side by side, in sRGB. */
export const patchColours = [
  [200, 120, 40],
  [128, 128, 128],
  [255, 255, 255],
] as const;
export const patchSize = { width: 96, height: 64 };

export interface Codes {
  primaries: number;
  transfer: number;
}

/** Linear sRGB -> linear light in other primaries. Source: ITU-R BT.2087, and SMPTE EG 432-1 with the same white. */
const fromSrgb: Record<number, readonly number[]> = {
  1: [1, 0, 0, 0, 1, 0, 0, 0, 1],
  9: [0.6274, 0.3293, 0.0433, 0.0691, 0.9195, 0.0114, 0.0164, 0.088, 0.8956],
  12: [0.82246, 0.17754, 0, 0.03319, 0.96681, 0, 0.01708, 0.0724, 0.91052],
};

/** Light, 1 for white -> signal. */
const encoders: Record<number, (light: number) => number> = {
  8: (light) => light,
  13: (light) => (light <= 0.0031308 ? 12.92 * light : 1.055 * light ** (1 / 2.4) - 0.055),
  16: (light) => {
    const power = ((light * 203) / 10_000) ** 0.1593017578125;
    return ((0.8359375 + 18.8515625 * power) / (1 + 18.6875 * power)) ** 78.84375;
  },
  18: (light) => {
    const scene = light * 0.26496256;
    return scene <= 1 / 12
      ? Math.sqrt(3 * scene)
      : 0.17883277 * Math.log(12 * scene - 0.28466892) + 0.55991073;
  },
};

export function toLinear(level: number): number {
  const signal = level / 255;
  return signal <= 0.04045 ? signal / 12.92 : ((signal + 0.055) / 1.055) ** 2.4;
}

/** Signals of a colour given in linear sRGB. */
export function encoded(linear: readonly number[], { primaries, transfer }: Codes): number[] {
  const matrix = fromSrgb[primaries] as readonly number[];
  return [0, 3, 6].map((row) => {
    const light = [0, 1, 2].reduce(
      (sum, at) => sum + (matrix[row + at] as number) * (linear[at] as number),
      0,
    );
    return (encoders[transfer] as (light: number) => number)(Math.max(0, light));
  });
}

/** uint16 [height, width, 3]: columns of these colours, linear sRGB. */
export function columnsOf(colours: readonly (readonly number[])[], codes: Codes): Uint16Array {
  const { width, height } = patchSize;
  const data = new Uint16Array(width * height * 3);
  const columns = colours.map((colour) =>
    encoded(colour, codes).map((signal) => Math.round(signal * 65_535)),
  );
  for (let pixel = 0; pixel < width * height; pixel++) {
    const column = Math.floor((((pixel % width) + 0.5) * colours.length) / width);
    data.set(columns[column] as number[], pixel * 3);
  }
  return data;
}

const linearPatches = patchColours.map((colour) => colour.map(toLinear));

function deep(codes: Codes, colours = linearPatches) {
  return sharp(columnsOf(colours, codes), { raw: { ...patchSize, channels: 3 } }).toColourspace("rgb16");
}

/** A PNG of 16 or 8 bits with `cICP`. */
export async function codedPng(
  codes: Codes,
  { bits = 16, colours = linearPatches }: { bits?: 8 | 16; colours?: readonly (readonly number[])[] } = {},
): Promise<Buffer> {
  const whole =
    bits === 16
      ? deep(
          codes,
          [...colours].map((colour) => [...colour]),
        )
      : eight(codes);
  return withPngChunk(await whole.png().toBuffer(), "cICP", [codes.primaries, codes.transfer, 0, 1]);
}

function eight(codes: Codes) {
  const data = Uint8Array.from(columnsOf(linearPatches, codes), (code) => Math.round(code / 257));
  return sharp(data, { raw: { ...patchSize, channels: 3 } });
}

/** Right behind the header of the picture. */
export function withPngChunk(png: Buffer, type: string, data: readonly number[]): Buffer {
  const headerEnd = 33;
  return Buffer.concat([
    png.subarray(0, headerEnd),
    pngChunk(type, Buffer.from(data)),
    png.subarray(headerEnd),
  ]);
}

export async function codedAvif(codes: Codes, bitdepth: 8 | 10 | 12): Promise<Buffer> {
  const pixels = bitdepth === 8 ? eight(codes) : deep(codes);
  const avif = await pixels
    .avif({ bitdepth, quality: 100, effort: 2, chromaSubsampling: "4:4:4" })
    .toBuffer();
  return transformedHeic(avif, { colr: codes });
}

/** A file with `colr` of kind `nclx` that says other codes. */
export function recoded(file: Buffer, { primaries, transfer }: Codes): Buffer {
  const copy = Buffer.from(file);
  const at = copy.indexOf("nclx");
  copy.writeUInt16BE(primaries, at + 4);
  copy.writeUInt16BE(transfer, at + 6);
  return copy;
}

/** The colour in the middle of each column. */
export async function columnsSeen(picture: Uint8Array, columns = 3): Promise<number[][]> {
  const { data, info } = await sharp(picture).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return Array.from({ length: columns }, (_, column) => {
    const x = Math.floor(((column + 0.5) * info.width) / columns);
    const at = (Math.floor(info.height / 2) * info.width + x) * 3;
    return [...data.subarray(at, at + 3)];
  });
}
