import type { Random } from "../random.ts";
import type { PictureSize } from "../render.ts";
import type { Camera, Event } from "./events.ts";

export type ShotFormat = "jpeg" | "png" | "webp" | "tiff" | "avif";

/** How a photo was taken and saved. */
export interface Shot {
  format: ShotFormat;
  quality: number;
  /** EXIF orientation; the stored pixels are turned so that upright is right. */
  orientation: number;
  takenAtMillis: number;
  camera: Camera;
  location: { latitude: number; longitude: number } | null;
  exposureDenominator: number;
  iso: number;
}

const sizes: readonly [width: number, height: number][] = [
  [1600, 1200],
  [1600, 1200],
  [1200, 1600],
  [1536, 1024],
  [1024, 1536],
  [1280, 960],
  [2048, 1536],
  [1080, 1080],
  [640, 480],
  [1920, 1080],
  [2400, 1600],
];

const formats: readonly ShotFormat[] = [
  ...Array.from({ length: 42 }, () => "jpeg" as const),
  "png",
  "png",
  "png",
  "webp",
  "webp",
  "tiff",
  "avif",
];

const extensions: Record<Exclude<ShotFormat, "jpeg">, string> = {
  png: ".png",
  webp: ".webp",
  tiff: ".tif",
  avif: ".avif",
};

export function shotOf(event: Event, random: Random): { shot: Shot; size: PictureSize; fileName: string } {
  const format = random.pick(formats);
  const [width, height] = random.pick(sizes);
  const fileNumber = event.nextFileNumber;
  event.nextFileNumber += random.whole(1, 3);
  const takenAtMillis = event.startMillis + (fileNumber % 997) * 61_000 + random.whole(0, 59_000);
  const { camera, location } = event;
  const isTurned = format === "jpeg" && random.chance(0.22);
  const shot: Shot = {
    format,
    quality: random.whole(72, 95),
    orientation: isTurned ? random.pick([6, 6, 6, 8, 8, 3, 2, 4, 5, 7]) : 1,
    takenAtMillis,
    camera,
    location: camera.hasGps && random.chance(0.8) ? jitter(location, random) : null,
    exposureDenominator: random.pick([15, 60, 125, 250, 500, 1000]),
    iso: random.pick([80, 100, 200, 400, 800]),
  };
  return { shot, size: { width, height }, fileName: fileNameOf(shot, fileNumber) };
}

function jitter({ latitude, longitude }: { latitude: number; longitude: number }, random: Random) {
  return {
    latitude: latitude + random.between(-0.05, 0.05),
    longitude: longitude + random.between(-0.05, 0.05),
  };
}

function fileNameOf({ camera, format, takenAtMillis }: Shot, fileNumber: number): string {
  const stamp = new Date(takenAtMillis).toISOString().replace(/[-:]/g, "").replace("T", "_").slice(0, 15);
  const number = camera.prefix === "PXL_" ? stamp : String(fileNumber).padStart(4, "0");
  return `${camera.prefix}${number}${format === "jpeg" ? camera.extension : extensions[format]}`;
}
