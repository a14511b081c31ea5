/**
 * Paths as Linux has them: bytes that are usually, but not always, UTF-8. Inside Shoebox a path is a string in
 * which each byte that is not valid UTF-8 stands as one lone surrogate U+DC80..U+DCFF (the scheme of Python's
 * PEP 383), so every name can be held, compared, stored and opened again.
 */

// Only with the flag u is a lone surrogate told from the second half of a pair, as emoji have it.
const strayByte = /([\udc80-\udcff])/gu;

const utf8 = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });

/** Bytes of a directory entry -> path string. */
export function pathFromBytes(bytes: Uint8Array): string {
  try {
    return utf8.decode(bytes);
  } catch {
    return decodeEscaping(bytes);
  }
}

function decodeEscaping(bytes: Uint8Array): string {
  let text = "";
  let start = 0;
  while (start < bytes.length) {
    const length = validSequenceLength(bytes, start);
    text +=
      length === 0
        ? String.fromCharCode(0xdc00 + (bytes[start] ?? 0))
        : utf8.decode(bytes.subarray(start, start + length));
    start += Math.max(length, 1);
  }
  return text;
}

/** Bytes of the UTF-8 sequence that starts here; 0 where none does. */
function validSequenceLength(bytes: Uint8Array, start: number): number {
  for (let length = 1; length <= 4 && start + length <= bytes.length; length++) {
    try {
      utf8.decode(bytes.subarray(start, start + length));
      return length;
    } catch {
      // Not a whole sequence yet, or none at all.
    }
  }
  return 0;
}

/** What `node:fs` and SQLite take for a path: the string itself, or the bytes where it is not well formed. */
export function pathToSystem(path: string): string | Buffer {
  return path.isWellFormed() ? path : pathToBytes(path);
}

function pathToBytes(path: string): Buffer {
  const parts: Buffer[] = [];
  for (const part of path.split(strayByte)) {
    const code = part.charCodeAt(0);
    const isEscape = part.length === 1 && code >= 0xdc80 && code <= 0xdcff;
    parts.push(isEscape ? Buffer.of(code - 0xdc00) : Buffer.from(part, "utf8"));
  }
  return Buffer.concat(parts);
}

/** The inverse of `pathToSystem`, for what comes back from SQLite. */
export function pathFromSystem(value: string | Uint8Array): string {
  return typeof value === "string" ? value : pathFromBytes(value);
}

/** A path as a person or a JSON document may see it: stray bytes stand as \xNN. */
export function pathForDisplay(path: string): string {
  if (path.isWellFormed()) return path;
  return path.replace(strayByte, (byte) => `\\x${(byte.charCodeAt(0) - 0xdc00).toString(16)}`);
}
