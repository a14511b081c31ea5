import sharp, { type Sharp } from "sharp";
import { randomFrom } from "../random.ts";
import { renderScene } from "../render.ts";
import type { PlannedCopy, PlannedOriginal } from "./plan.ts";
import type { Shot } from "./shots.ts";

/** The stored pixels for each EXIF orientation: what a viewer that follows it turns upright. */
const storedAs: Record<number, (upright: Sharp) => Sharp> = {
  1: (it) => it,
  2: (it) => it.flop(),
  3: (it) => it.rotate(180),
  4: (it) => it.flip(),
  5: (it) => it.flip().rotate(90),
  6: (it) => it.rotate(270),
  7: (it) => it.flip().rotate(270),
  8: (it) => it.rotate(90),
};

/** Draws and encodes a photo with the metadata a camera writes. */
export async function developOriginal({ scene, size, shot }: PlannedOriginal): Promise<Buffer> {
  const { data, info } = await (await renderScene(scene, size)).raw().toBuffer({ resolveWithObject: true });
  const upright = sharp(data, { raw: { width: info.width, height: info.height, channels: 3 } });
  const stored = (storedAs[shot.orientation] ?? ((it: Sharp) => it))(upright);
  return encode(stored, shot)
    .withExif(exifOf(shot))
    .withMetadata({ orientation: shot.orientation })
    .toBuffer();
}

function encode(picture: Sharp, { format, quality }: Shot): Sharp {
  if (format === "png") return picture.png({ compressionLevel: 6 });
  if (format === "webp") return picture.webp({ quality, effort: 2 });
  if (format === "tiff") return picture.tiff({ compression: "lzw" });
  if (format === "avif") return picture.avif({ quality: 60, effort: 1 });
  return picture.jpeg({ quality });
}

function exifOf(shot: Shot): Record<string, Record<string, string>> {
  const date = new Date(shot.takenAtMillis).toISOString().slice(0, 19).replaceAll("-", ":").replace("T", " ");
  const { make, model, lens } = shot.camera;
  return {
    IFD0: { Make: make, Model: model, DateTime: date },
    IFD2: {
      DateTimeOriginal: date,
      LensModel: lens,
      ExposureTime: `1/${shot.exposureDenominator}`,
      FNumber: "28/10",
      ISOSpeedRatings: String(shot.iso),
      FocalLength: "35/1",
    },
    ...(shot.location ? { IFD3: gpsOf(shot.location) } : {}),
  };
}

function gpsOf({ latitude, longitude }: { latitude: number; longitude: number }): Record<string, string> {
  return {
    GPSLatitudeRef: latitude < 0 ? "S" : "N",
    GPSLatitude: degreesOf(latitude),
    GPSLongitudeRef: longitude < 0 ? "W" : "E",
    GPSLongitude: degreesOf(longitude),
  };
}

/** EXIF's three rationals: degrees, minutes, seconds. */
function degreesOf(value: number): string {
  const seconds = Math.round(Math.abs(value) * 3600 * 100);
  return `${Math.floor(seconds / 360_000)}/1 ${Math.floor(seconds / 6000) % 60}/1 ${seconds % 6000}/100`;
}

/** @param original the bytes of the photo that is copied */
export async function developCopy({ transformation, seed }: PlannedCopy, original: Buffer): Promise<Buffer> {
  if (transformation === "exact") return original;
  const random = randomFrom(seed);
  const picture = sharp(original, { autoOrient: true });
  const { autoOrient: size } = await sharp(original).metadata();
  if (transformation === "resized") {
    picture.resize({ width: Math.round(size.width * random.between(0.25, 0.6)) });
  }
  if (transformation === "cropped") {
    const [width, height] = [size.width, size.height].map((side) =>
      Math.round(side * random.between(0.82, 0.94)),
    );
    const left = random.whole(0, size.width - (width ?? 0));
    const top = random.whole(0, size.height - (height ?? 0));
    picture.extract({ left, top, width: width ?? size.width, height: height ?? size.height });
  }
  const quality = transformation === "reencoded" ? random.whole(45, 70) : random.whole(75, 90);
  return picture
    .jpeg({ quality })
    .withExif({ IFD0: { Software: "Photo Editor" } })
    .toBuffer();
}
