/**
 * Control characters, line breaks and marks that reverse the direction of text would let a file's name
 * rewrite a terminal: they are shown as JavaScript writes them (`\n`, `\x1b`, `\u202e`). Lone surrogates, which
 * stand for bytes that are not UTF-8, are shown the same way. The zero-width joiner of emoji stays.
 */
const unsafeCharacters = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;

const shortEscapes: Record<string, string> = { "\n": "\\n", "\r": "\\r", "\t": "\\t" };

export function escapeControlCharacters(text: string): string {
  return text.replace(unsafeCharacters, (character) => {
    const unit = character.charCodeAt(0);
    const isByte = unit < 0x100;
    return (
      shortEscapes[character] ?? `\\${isByte ? "x" : "u"}${unit.toString(16).padStart(isByte ? 2 : 4, "0")}`
    );
  });
}

const wholeNumbers = new Intl.NumberFormat("en-US");

/** 1234567 -> "1,234,567" */
export function formatCount(count: number): string {
  return wholeNumbers.format(count);
}

/** "1 photo", "1,234 photos" */
export function countOf(count: number, noun: string, plural = `${noun}s`): string {
  return `${formatCount(count)} ${count === 1 ? noun : plural}`;
}

const byteUnits = ["bytes", "kB", "MB", "GB", "TB", "PB"];

/** 1234567 -> "1.2 MB"; powers of 1000, as file managers count. */
export function formatBytes(bytes: number): string {
  const power = bytes < 1000 ? 0 : Math.min(Math.floor(Math.log10(bytes) / 3), byteUnits.length - 1);
  const value = bytes / 1000 ** power;
  return `${power === 0 ? value : value.toFixed(1)} ${byteUnits[power]}`;
}

/** 3.21 -> "3.2 s"; 75 -> "1 min 15 s"; 7500 -> "2 h 5 min" */
export function formatSeconds(seconds: number): string {
  if (seconds < 59.95) return `${seconds < 10 ? seconds.toFixed(1) : Math.round(seconds)} s`;
  const whole = Math.round(seconds);
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/**
 * "2023-05-01T12:30:09+02:00" -> "2023-05-01 12:30": wall-clock time as the camera showed it; a file's own time, which
 * is in UTC, as the clock here showed it. What is known no better stays "2023-05-01", "2023-05" or "2023".
 */
export function formatDateTime(dateTime: string | null): string {
  if (dateTime === null) return "";
  const minutesWest = dateTime.endsWith("Z") ? new Date(dateTime).getTimezoneOffset() : 0;
  const wallClock =
    minutesWest === 0 ? dateTime : new Date(Date.parse(dateTime) - minutesWest * 60_000).toISOString();
  return wallClock.slice(0, 16).replace("T", " ");
}
