import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { writtenByMagick } from "./magick-pictures.ts";
import { jpeg, picture } from "./pictures.ts";
import { bayerDng, dng } from "./raw-files.ts";

export const formatFixtures = join(import.meta.dirname, "../fixtures/formats");

export interface FormatSample {
  extension: string;
  bytes: Buffer;
}

const size = { width: 96, height: 64 };

const drawing = `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="96" height="64">
<rect width="48" height="64" fill="#c03"/><circle cx="60" cy="30" r="20" fill="#06c"/></svg>`;

/** Formats that sharp does not write. */
async function byMagick(format: Parameters<typeof writtenByMagick>[1]): Promise<Buffer> {
  return writtenByMagick(await picture(11, size).png().toBuffer(), format);
}

/** One small file of every format that Shoebox reads. */
export async function formatSamples(): Promise<FormatSample[]> {
  const heic = readFile(join(formatFixtures, "thumbnail.heic"));
  const made: [string, Promise<Buffer> | Buffer][] = [
    [
      "jpg",
      picture(1, size)
        .withExif({ IFD0: { Make: "Shoebox", Model: "Fuzz" } })
        .jpeg()
        .toBuffer(),
    ],
    ["progressive.jpg", picture(2, size).jpeg({ progressive: true }).toBuffer()],
    ["png", picture(3, size).png().toBuffer()],
    ["webp", picture(4, size).webp().toBuffer()],
    ["avif", picture(5, size).avif({ effort: 0 }).toBuffer()],
    ["tif", picture(6, size).tiff({ compression: "lzw", tile: true }).toBuffer()],
    ["gif", picture(7, size).gif().toBuffer()],
    ["svg", Buffer.from(drawing)],
    ["heic", heic],
    ["dng", jpeg(8, { width: 320, height: 240 }).then((preview) => dng(preview))],
    ["developed.dng", bayerDng(size)],
    ["jxl", byMagick("Jxl")],
    ["bmp", byMagick("Bmp")],
    ["psd", byMagick("Psd")],
    ["jp2", byMagick("Jp2")],
    ["ico", byMagick("Ico")],
    ["ppm", byMagick("Ppm")],
    ["hdr", byMagick("Hdr")],
  ];
  return Promise.all(made.map(async ([extension, bytes]) => ({ extension, bytes: await bytes })));
}
