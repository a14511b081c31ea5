import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import * as magick from "@imagemagick/magick-wasm";

let isReady: Promise<void> | undefined;

/** A picture in a format that sharp does not write, with a colour profile where one is given. */
export async function writtenByMagick(
  source: Uint8Array,
  format: keyof typeof magick.MagickFormat,
  profile?: Uint8Array,
): Promise<Buffer> {
  const wasm = createRequire(import.meta.url).resolve("@imagemagick/magick-wasm/magick.wasm");
  isReady ??= readFile(wasm).then((bytes) => magick.initializeImageMagick(bytes));
  await isReady;
  return magick.ImageMagick.read(source, (image) => {
    if (profile) image.setProfile(new magick.ColorProfile(profile));
    return image.write(magick.MagickFormat[format], (bytes) => Buffer.from(bytes));
  });
}
