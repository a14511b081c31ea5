import type { ExpandedTags } from "exifreader";
import { gpsTimeMillis } from "./location.ts";
import { rawText, text } from "./tags.ts";

/** When a picture was taken. */
export interface TakenDate {
  /**
   * Wall-clock time, with a fraction where the camera gave one, and the offset from UTC where it is known:
   * "2019-05-03T14:22:10.250+02:00".
   */
  takenAt: string | null;
  /** Wall-clock minutes since 1970-01-01T00:00. */
  takenAtMinutes: number | null;
}

export const noDate: TakenDate = { takenAt: null, takenAtMinutes: null };

interface WallClock {
  /** As if the wall clock were UTC. */
  millis: number;
  fraction: string;
  offset: string;
}

const dayMillis = 86_400_000;
/** 1826: the first photograph. Scans of old prints carry such dates. */
const earliestMillis = Date.UTC(1826, 0, 1);

/** The first date that a camera or a program wrote and that can be true, from the most to the least direct. */
export function readDate(tags: ExpandedTags, oddities: string[]): TakenDate {
  const sources: (() => WallClock | undefined)[] = [
    () => exifDate(tags, "DateTimeOriginal", "SubSecTimeOriginal", ["OffsetTimeOriginal", "OffsetTime"]),
    () => isoDate(text(tags, "xmp", "DateTimeOriginal")),
    () => isoDate(text(tags, "xmp", "DateCreated")),
    () => iptcDate(tags),
    () => exifDate(tags, "DateTimeDigitized", "SubSecTimeDigitized", ["OffsetTimeDigitized"]),
    () => isoDate(text(tags, "xmp", "CreateDate")),
    () => exifDate(tags, "DateTime", "SubSecTime", ["OffsetTime"]),
  ];
  for (const source of sources) {
    const found = source();
    if (!found) continue;
    if (isPlausible(found.millis)) return toTakenDate(found, tags);
    oddities.push(`The date ${new Date(found.millis).toISOString().slice(0, 10)} cannot be true.`);
  }
  return noDate;
}

/** A clock that was never set says 1970-01-01 or a year far ahead. */
function isPlausible(millis: number): boolean {
  return millis >= earliestMillis && millis < Date.now() + 366 * dayMillis && Math.abs(millis) > dayMillis;
}

function toTakenDate({ millis, fraction, offset }: WallClock, tags: ExpandedTags): TakenDate {
  const wallClock = new Date(millis).toISOString().slice(0, 19);
  const knownOffset = offset || offsetByGps(millis, tags);
  return {
    takenAt: `${wallClock}${fraction && `.${fraction}`}${knownOffset}`,
    takenAtMinutes: Math.floor(millis / 60_000),
  };
}

const exifPattern = /^(\d{4})[:/.-](\d\d)[:/.-](\d\d)[ T](\d\d):(\d\d):(\d\d)/;

function exifDate(
  tags: ExpandedTags,
  name: string,
  fractionName: string,
  offsetNames: readonly string[],
): WallClock | undefined {
  const match = exifPattern.exec(rawText(tags, "exif", name) ?? "");
  if (!match) return undefined;
  const offset = offsetNames.map((each) => rawText(tags, "exif", each)).find((each) => each !== undefined);
  const fraction = /^\d{1,9}/.exec(rawText(tags, "exif", fractionName) ?? "")?.[0] ?? "";
  return wallClock(match, fraction, offset ?? "");
}

const isoPattern = /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?(Z|[+-]\d\d:\d\d)?)?$/;

function isoDate(value: string | undefined): WallClock | undefined {
  const match = isoPattern.exec(value ?? "");
  if (!match) return undefined;
  return wallClock(match, match[7] ?? "", match[8] === "Z" ? "+00:00" : (match[8] ?? ""));
}

function iptcDate(tags: ExpandedTags): WallClock | undefined {
  const day = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text(tags, "iptc", "Date Created") ?? "");
  if (!day) return undefined;
  const time = /^(\d\d):(\d\d):(\d\d)([+-]\d\d:\d\d)?/.exec(text(tags, "iptc", "Time Created") ?? "");
  return wallClock([...day, ...(time?.slice(1, 4) ?? [])], "", time?.[4] ?? "");
}

function wallClock(
  parts: readonly (string | undefined)[],
  fraction: string,
  offset: string,
): WallClock | undefined {
  const [year = 0, month = 1, day = 1, hours = 0, minutes = 0, seconds = 0] = parts.slice(1, 7).map(Number);
  const date = new Date(0);
  // `Date.UTC` takes the years 0 to 99 for 1900 to 1999.
  date.setUTCFullYear(year, (month || 1) - 1, day || 1);
  date.setUTCHours(hours || 0, minutes || 0, seconds || 0);
  const millis = date.getTime();
  if (!Number.isFinite(millis)) return undefined;
  return { millis, fraction, offset: /^[+-]\d\d:\d\d$/.test(offset) ? offset : "" };
}

/** How far the camera's clock was from UTC when it got its fix, to a quarter of an hour: its time zone. */
function offsetByGps(millis: number, tags: ExpandedTags): string {
  const utc = gpsTimeMillis(tags);
  if (utc === undefined) return "";
  const quarters = Math.round((millis - utc) / 900_000);
  // A fix from an earlier place, or a clock that is wrong, says nothing.
  const isClose = Math.abs(millis - utc - quarters * 900_000) < 300_000;
  if (!isClose || Math.abs(quarters) > 14 * 4) return "";
  const minutes = Math.abs(quarters) * 15;
  const pad = (value: number): string => String(value).padStart(2, "0");
  return `${quarters < 0 ? "-" : "+"}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}
