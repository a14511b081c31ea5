/** A text without what nobody sees: form of its letters, white space, marks of width nothing. */
export function visible(text: string): string {
  return text
    .normalize("NFC")
    .replace(/\s+/gu, " ")
    .replace(/[\p{Cc}\p{Cf}]/gu, "")
    .trim();
}

/** The same in whatever case it is written: of keywords and of names. */
export function fold(text: string): string {
  return visible(text).toLowerCase();
}

const minuteLength = "2014-12-01T12:27".length;

/**
 * Dates are shown by the minute, as the camera's clock had them. A date that is known less exactly ("2014", "2014-12")
 * reads the same as one within it: it adds nothing.
 * @param own of the one that would take over, ISO 8601, as `other` is
 */
export function datesReadSame(own: string, other: string): boolean {
  const [kept, offered] = [toMinute(own), toMinute(other)];
  return kept === offered || (offered !== "" && kept.startsWith(offered));
}

/** UTC is shown as the time here. */
function toMinute(date: string): string {
  if (!date.endsWith("Z")) return date.slice(0, minuteLength);
  const minutesWest = new Date(date).getTimezoneOffset();
  return new Date(Date.parse(date) - minutesWest * 60_000).toISOString().slice(0, minuteLength);
}

interface Placed {
  latitude: number | null;
  longitude: number | null;
}

/** Degrees: 10 metres or so, what programs lose when they write a place down, and what is shown of it. */
const sameDegrees = 0.0001;

export function placesReadSame(one: Placed, other: Placed): boolean {
  if (one.latitude === null || one.longitude === null)
    return other.latitude === null || other.longitude === null;
  if (other.latitude === null || other.longitude === null) return false;
  const apart = Math.abs(one.longitude - other.longitude);
  // West and east meet.
  return (
    Math.abs(one.latitude - other.latitude) <= sameDegrees && Math.min(apart, 360 - apart) <= sameDegrees
  );
}
