/** Bytes of a file, both ends included, as in HTTP. */
export interface ByteRange {
  start: number;
  end: number;
}

const rangePattern = /^bytes=(\d*)-(\d*)$/;

/**
 * Reads a `Range` header for a file of `sizeBytes`. "whole" where there is none, or one that may be ignored
 * (several ranges, another unit: RFC 9110, 14.2); "unsatisfiable" where it lies outside the file.
 */
export function parseByteRange(
  header: string | null | undefined,
  sizeBytes: number,
): ByteRange | "whole" | "unsatisfiable" {
  const match = rangePattern.exec(header ?? "");
  if (!match) return "whole";
  const [, first = "", last = ""] = match;
  if (first === "" && last === "") return "whole";
  if (first === "") return lastBytes(Number(last), sizeBytes);
  const start = Number(first);
  const end = last === "" ? sizeBytes - 1 : Math.min(Number(last), sizeBytes - 1);
  if (last !== "" && Number(last) < start) return "whole";
  return start >= sizeBytes ? "unsatisfiable" : { start, end };
}

function lastBytes(count: number, sizeBytes: number): ByteRange | "unsatisfiable" {
  if (count === 0 || sizeBytes === 0) return "unsatisfiable";
  return { start: Math.max(0, sizeBytes - count), end: sizeBytes - 1 };
}
