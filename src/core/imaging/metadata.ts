import exifReader from "exif-reader";
import type { Camera } from "../../contract/photos.ts";

/** What a picture's EXIF says about how it was taken. */
export interface PictureMetadata {
  /** Wall-clock time, with the offset from UTC where the camera wrote one: "2019-05-03T14:22:10+02:00". */
  takenAt: string | null;
  /** Wall-clock minutes since 1970-01-01T00:00. */
  takenAtMinutes: number | null;
  camera: Camera;
  location: { latitude: number; longitude: number } | null;
}

export const noMetadata: PictureMetadata = {
  takenAt: null,
  takenAtMinutes: null,
  camera: {},
  location: null,
};

/** Malformed EXIF is common and never a reason to leave a photo out: it reads as no metadata. */
export function readMetadata(exif: Buffer | undefined): PictureMetadata {
  if (!exif) return noMetadata;
  try {
    const tags = exifReader(exif);
    const taken = readDate(tags);
    return { ...taken, camera: readCamera(tags), location: readLocation(tags.GPSInfo) };
  } catch {
    return noMetadata;
  }
}

type Tags = ReturnType<typeof exifReader>;

/** 0000:00:00, what cameras write that have no clock, comes out of the reader as the last of November 1899. */
const earliestMillis = Date.UTC(1899, 11, 1);
const dayMillis = 86_400_000;

/** A clock that was never set says 1970-01-01, or a year far ahead. */
function isPlausible(date: Date): boolean {
  const time = date.getTime();
  return time >= earliestMillis && time < Date.now() + 366 * dayMillis && Math.abs(time) > dayMillis;
}

function readDate(tags: Tags): Pick<PictureMetadata, "takenAt" | "takenAtMinutes"> {
  // exif-reader gives the wall-clock time as if it were UTC.
  const candidates = [tags.Photo?.DateTimeOriginal, tags.Photo?.DateTimeDigitized, tags.Image?.DateTime];
  const date = candidates.find((value): value is Date => value instanceof Date && isPlausible(value));
  if (!date) return { takenAt: null, takenAtMinutes: null };
  const offset = tags.Photo?.OffsetTimeOriginal ?? tags.Photo?.OffsetTime;
  const hasOffset = typeof offset === "string" && /^[+-]\d\d:\d\d$/.test(offset);
  return {
    takenAt: date.toISOString().slice(0, 19) + (hasOffset ? offset : ""),
    takenAtMinutes: Math.floor(date.getTime() / 60_000),
  };
}

function text(value: unknown): string | undefined {
  if (typeof value !== "string") return undefined;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: cameras pad their names with NUL bytes.
  return value.replace(/[\u0000-\u001f]/g, "").trim() || undefined;
}

function positive(value: unknown): number | undefined {
  const first = Array.isArray(value) ? value[0] : value;
  return typeof first === "number" && Number.isFinite(first) && first > 0 ? first : undefined;
}

function readCamera({ Image: image, Photo: photo }: Tags): Camera {
  const facts = {
    make: text(image?.Make),
    model: text(image?.Model),
    lens: text(photo?.LensModel),
    exposureSeconds: positive(photo?.ExposureTime),
    apertureFNumber: positive(photo?.FNumber),
    iso: positive(photo?.ISOSpeedRatings ?? photo?.PhotographicSensitivity),
    focalLengthMillimetres: positive(photo?.FocalLength),
  };
  return Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined)) as Camera;
}

function readLocation(gps: Tags["GPSInfo"]): PictureMetadata["location"] {
  const latitude = degrees(gps?.GPSLatitude, gps?.GPSLatitudeRef === "S");
  const longitude = degrees(gps?.GPSLongitude, gps?.GPSLongitudeRef === "W");
  if (latitude === undefined || longitude === undefined) return null;
  // (0, 0) is what devices write that have no fix.
  const isAbsent = latitude === 0 && longitude === 0;
  const isInRange = Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
  return isAbsent || !isInRange ? null : { latitude, longitude };
}

/** EXIF writes degrees, minutes and seconds as three rationals. */
function degrees(value: unknown, isNegative: boolean): number | undefined {
  if (!Array.isArray(value)) return undefined;
  const [degree, minute = 0, second = 0] = value as number[];
  const total = (degree ?? Number.NaN) + minute / 60 + second / 3600;
  if (!Number.isFinite(total)) return undefined;
  return isNegative ? -total : total;
}
