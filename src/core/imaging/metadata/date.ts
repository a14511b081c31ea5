import { gpsTimeMillis } from "./location.ts";
import { type DateField, type DateKind, dateFields } from "./precedence.ts";
import { offsetBetween } from "./utc-offsets.ts";
import { isPlausible, noDate, type TakenDate, toTakenDate, type WallClock, wallClock } from "./wall-clock.ts";
import { type FieldName, rawText, text, type WrittenTags } from "./written-tags.ts";

/** A date with what it is of; null where there is none. */
export interface DatedAs extends TakenDate {
  takenAtKind: DateKind | null;
}

export const undated: DatedAs = { ...noDate, takenAtKind: null };

/** The first date that a camera or a program wrote and that can be true, from the most to the least direct. */
export function readDate(tags: WrittenTags, oddities: string[]): DatedAs {
  for (const field of dateFields) {
    const written = writtenAt(tags, field.field);
    const parsed = written === undefined ? undefined : parseDate(written);
    if (!parsed) continue;
    const found = parsed.clock && { ...parsed.clock, ...besideIt(tags, field, parsed.clock) };
    if (found && isPlausible(found)) return { ...toTakenDate(zoned(found, tags)), takenAtKind: field.of };
    oddities.push(`The date ${parsed.shown} cannot be true.`);
  }
  return undated;
}

/** IPTC writes the time of a day into a field of its own. */
const timeFields: Partial<Record<FieldName, FieldName>> = {
  "iptc Date Created": "iptc Time Created",
  "iptc Digital Creation Date": "iptc Digital Creation Time",
};

function writtenAt(tags: WrittenTags, field: FieldName): string | undefined {
  const timeField = timeFields[field];
  if (timeField === undefined) return rawText(tags, field);
  const day = text(tags, field);
  return day && `${day} ${text(tags, timeField) ?? ""}`.trim();
}

const datePattern = new RegExp(
  [
    /^(\d{4})(?:[:/.-](\d{1,2}| {2})(?:[:/.-](\d{1,2}| {2}))?)?/,
    /(?:[T ] ?(\d\d| {2}):(\d\d| {2})(?::(\d\d| {2})(?:[.,](\d{1,9})\d*)?)?)?/,
    / ?(Z|[+-]\d\d:?\d\d)?(?!\d)/,
  ]
    .map(({ source }) => source)
    .join(""),
);

/** "19850714" */
const compactDay = /^(\d{4})(\d\d)(\d\d)(?!\d)/;

/**
 * A date as EXIF (colons, blanks or zeros where nothing is known), XMP (any of ISO 8601's lengths) or a program that
 * mixes both writes it.
 * @returns undefined for what is no date; without a clock where it is one that no calendar has
 */
export function parseDate(written: string): { clock: WallClock | undefined; shown: string } | undefined {
  const match = datePattern.exec(written.trim().replace(compactDay, "$1-$2-$3"));
  if (!match) return undefined;
  const [year, month, day, hours, minutes, seconds] = match.slice(1, 7).map(known);
  const offset = match[8] === "Z" ? "+00:00" : withColon(match[8] ?? "");
  const parts = [year ?? 0, month || undefined, day || undefined, hours, minutes, seconds] as const;
  // Without a month a day means nothing, and without a day an hour.
  const depth = parts.indexOf(undefined);
  const clock = wallClock([parts[0], ...parts.slice(1, depth === -1 ? 6 : depth)], match[7] ?? "", offset);
  return { clock, shown: written.trim().slice(0, 10) };
}

function known(part: string | undefined): number | undefined {
  return part === undefined || part.trim() === "" ? undefined : Number(part);
}

function withColon(offset: string): string {
  return /^[+-]\d{4}$/.test(offset) ? `${offset.slice(0, 3)}:${offset.slice(3)}` : offset;
}

/** What EXIF writes beside a date: its second's fraction and its offset. */
function besideIt(
  tags: WrittenTags,
  { fraction, offsets = [] }: DateField,
  clock: WallClock,
): Pick<WallClock, "fraction" | "offset"> {
  const written = fraction && /^\d{1,9}/.exec(rawText(tags, fraction) ?? "")?.[0];
  const offset = offsets.map((each) => rawText(tags, each)).find((each) => each !== undefined) ?? "";
  const own = offset === "Z" ? "+00:00" : withColon(offset);
  return {
    fraction: clock.fraction || (written ?? ""),
    offset: clock.offset || (/^[+-]\d\d:\d\d$/.test(own) ? own : ""),
  };
}

/** With the time zone that a GPS fix tells of, where the camera named none. */
function zoned(clock: WallClock, tags: WrittenTags): WallClock {
  if (clock.offset !== "" || clock.precision !== "time") return clock;
  const utc = gpsTimeMillis(tags);
  return utc === undefined ? clock : { ...clock, offset: offsetBetween(clock.millis, utc) };
}
