import {
  type DateParts,
  isPlausible,
  type TakenDate,
  toInstant,
  toTakenDate,
  wallClock,
} from "../imaging/metadata/wall-clock.ts";

/** The first of some names that tells when its picture was taken. @param names of files, without their folders */
export function dateOfNames(names: readonly string[]): TakenDate | undefined {
  for (const name of names) {
    const found = dateOfName(name);
    if (found) return found;
  }
  return undefined;
}

/**
 * When a picture was taken, as phones, cameras, messengers and screenshot tools write it into a file's name; undefined
 * where it says nothing, or what cannot be true. Numbers of other kinds (counters, message ids, telephone numbers) are
 * no dates.
 */
export function dateOfName(name: string): TakenDate | undefined {
  const stem = name.replace(/\.[^.]{1,5}$/, "").normalize("NFC");
  return epochIn(stem) ?? utcIn(stem) ?? wallClockIn(stem);
}

/** Milliseconds since 1970: Facebook, WeChat and some camera programs. Ids of messages are longer, and stay ids. */
const epochPattern =
  /^(?:(?:FB_IMG|mmexport|wx_camera|IMG|VID|image|photo|beauty|CYMERA|B612|faceu)[_-]?)?(1\d{12})(?:[ _(~-].*)?$/i;

const earliestEpochMillis = Date.UTC(2001, 8, 9);

function epochIn(stem: string): TakenDate | undefined {
  const millis = Number(epochPattern.exec(stem)?.[1]);
  const isDate = millis >= earliestEpochMillis && isPlausible({ millis, precision: "time" });
  return isDate ? toInstant(millis, String(millis).slice(-3)) : undefined;
}

/** Two programs write UTC: Google's Pixel camera (PXL_20201224_123456789), and OneDrive on an iPhone (..._iOS). */
const utcPattern =
  /^(?:PXL_(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)(\d{3})|(\d{4})(\d\d)(\d\d)_(\d\d)(\d\d)(\d\d)(\d{3})_iOS)(?!\d)/i;

function utcIn(stem: string): TakenDate | undefined {
  const found = utcPattern
    .exec(stem)
    ?.slice(1)
    .filter((part) => part !== undefined);
  const clock = found && wallClock(found.slice(0, 6).map(Number) as unknown as DateParts);
  return clock && isPlausible(clock) ? toInstant(clock.millis, found[6]) : undefined;
}

/** Between a day and its time: "_", "T", " at ", " um ", " a la(s) ", " kl. ". */
const between = /(?:(?:[ _]+[\p{L}().’']{1,8}){0,2}[ _]+|[-_T.,]|, )/u.source;

/** "12.34.56", "12-34-56-789", "123456", "1.34.56 PM", "12.34". */
const timeOfDay =
  /(?<hours>\d{1,2})(?<mark>[-_.:꞉h]?)(?<minutes>\d\d)(?:\k<mark>(?<seconds>\d\d)(?:[-_.:]?(?<fraction>\d{3}))?)?(?!\d)(?:[\s\u202f]?(?<half>[AP]M)\b)?/iu
    .source;

/** Digits before it would make another number of it; "+" a telephone's, in groups or not. */
const begins = /(?<!\d|\+[\d ()-]{0,15})/.source;

const dayPatterns: readonly RegExp[] = [
  // 2018-06-05, 2018.06.05, 2018_06_05
  /(?<year>1[89]\d\d|20\d\d)(?<apart>[-_.])(?<month>\d\d)\k<apart>(?<day>\d\d)(?!\d)/,
  // 20180605, with a time close behind it or apart
  /(?<year>19\d\d|20\d\d)(?<month>[01]\d)(?<day>[0-3]\d)(?=\d{6}(?:\d{3})?(?!\d)|(?!\d))/,
  // 24.09.2020: with dots the day stands first wherever people write so
  /(?<day>[0-3]\d)\.(?<month>[01]\d)\.(?<year>1[89]\d\d|20\d\d)(?!\d)/,
  // Telegram's export: photo_2@04-03-2021_05-06-07
  /(?<=@)(?<day>\d\d)-(?<month>\d\d)-(?<year>20\d\d)(?=_\d\d-\d\d-\d\d)/,
];

const patterns = dayPatterns.map(
  ({ source }) => new RegExp(`${begins}${source}(?:${between}?${timeOfDay})?`, "giu"),
);

function wallClockIn(stem: string): TakenDate | undefined {
  for (const pattern of patterns) {
    for (const { groups = {} } of stem.matchAll(pattern)) {
      const found = dateIn(groups);
      if (found) return found;
    }
  }
  return undefined;
}

type Groups = Record<string, string | undefined>;

/** A time that no clock shows, or one without seconds that touches the day, was a counter. */
function dateIn({
  year,
  month,
  day,
  hours,
  minutes,
  seconds,
  fraction,
  half,
}: Groups): TakenDate | undefined {
  const ymd = [Number(year), Number(month), Number(day)] as const;
  const hour = hours === undefined ? undefined : hourOf(Number(hours), half);
  const time = hour === undefined || seconds === undefined ? [] : [hour, Number(minutes), Number(seconds)];
  const clock = wallClock([...ymd, ...time], fraction) ?? wallClock(ymd);
  return clock && isPlausible(clock) ? toTakenDate(clock) : undefined;
}

function hourOf(hours: number, half: string | undefined): number {
  if (half === undefined) return hours;
  return (hours % 12) + (half.toUpperCase() === "PM" ? 12 : 0);
}
