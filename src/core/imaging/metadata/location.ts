import { number, rawText, type WrittenTags } from "./written-tags.ts";

export interface Location {
  latitude: number;
  longitude: number;
}

/** The reader gives signed degrees under `gps`; XMP says it where EXIF does not. */
export function readLocation(tags: WrittenTags, oddities: string[]): Location | null {
  const gps = (tags.blocks.gps ?? {}) as Record<string, number | undefined>;
  const latitude = gps.Latitude ?? xmpDegrees(rawText(tags, "xmp exif:GPSLatitude"));
  const longitude = gps.Longitude ?? xmpDegrees(rawText(tags, "xmp exif:GPSLongitude"));
  return placeOnEarth(latitude, longitude, oddities);
}

/** (0, 0) is what devices write that have no fix. */
export function placeOnEarth(
  latitude: number | undefined,
  longitude: number | undefined,
  oddities: string[],
): Location | null {
  if (!isDegrees(latitude) || !isDegrees(longitude)) return null;
  if (latitude === 0 && longitude === 0) {
    oddities.push("The place is (0, 0): the camera had no fix.");
    return null;
  }
  if (Math.abs(latitude) > 90 || Math.abs(longitude) > 180) {
    oddities.push(`The place ${latitude}, ${longitude} is not on Earth.`);
    return null;
  }
  return { latitude, longitude };
}

/** "48,51.5N" or "48,51,30N", as XMP writes degrees: Adobe's XMP specification, part 2, GPSCoordinate. */
function xmpDegrees(value: string | undefined): number | undefined {
  const match = /^(\d{1,3}),(\d{1,2}(?:\.\d+)?)(?:,(\d{1,2}(?:\.\d+)?))?([NSEW])$/.exec(value ?? "");
  if (!match) return undefined;
  const degrees = Number(match[1]) + Number(match[2]) / 60 + Number(match[3] ?? 0) / 3600;
  return match[4] === "S" || match[4] === "W" ? -degrees : degrees;
}

function isDegrees(value: number | undefined): value is number {
  return typeof value === "number" && Number.isFinite(value);
}

/** The time of the fix, which GPS gives in UTC: milliseconds since 1970; undefined without one. */
export function gpsTimeMillis(tags: WrittenTags): number | undefined {
  const exif = (tags.blocks.exif ?? {}) as Record<string, { value?: unknown } | undefined>;
  const date = exif.GPSDateStamp?.value;
  const day = /^(\d{4})[:-](\d\d)[:-](\d\d)/.exec(String(Array.isArray(date) ? date[0] : (date ?? "")));
  const parts = exif.GPSTimeStamp?.value;
  if (!day || !Array.isArray(parts) || parts.length !== 3) return undefined;
  const [hours, minutes, seconds] = parts.map((part) =>
    Array.isArray(part) ? Number(part[0]) / Number(part[1]) : Number(part),
  );
  const time = Date.UTC(Number(day[1]), Number(day[2]) - 1, Number(day[3]), hours, minutes, seconds);
  return Number.isFinite(time) && number(tags, "exif GPSLatitude") !== undefined ? time : undefined;
}
