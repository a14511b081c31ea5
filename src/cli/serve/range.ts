/** Offsets of the first and the last byte, both included. */
export interface ByteRange {
  start: number;
  end: number;
}

/**
 * Reads a Range header (RFC 9110, section 14.2). Several ranges at once are answered with the whole, which the
 * standard allows.
 * @returns the range; "whole" where there is none to honour; "unsatisfiable" where it lies past the end
 */
export function parseRange(
  header: string | undefined,
  sizeBytes: number,
): ByteRange | "whole" | "unsatisfiable" {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (!match) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "whole";
  const range =
    first === ""
      ? { start: Math.max(sizeBytes - Number(last), 0), end: sizeBytes - 1 }
      : { start: Number(first), end: last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1) };
  if (first !== "" && last !== "" && Number(last) < Number(first)) return "whole";
  return range.start > range.end ? "unsatisfiable" : range;
}
