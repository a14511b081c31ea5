/** The marks that a text begins with, or, where it has none, how its first "<" lies in it. The longer ones first. */
const beginnings: readonly [bytes: readonly number[], encoding: string][] = [
  [[0xef, 0xbb, 0xbf], "utf-8"],
  [[0xff, 0xfe], "utf-16le"],
  [[0xfe, 0xff], "utf-16be"],
  [[0x3c, 0x00], "utf-16le"],
  [[0x00, 0x3c], "utf-16be"],
];

/** How far into a file its XML declaration may name an encoding. */
const declarationBytes = 200;

/**
 * A text in whatever encoding it says or shows that it has; without a word of it UTF-8, and where the bytes are none,
 * Windows' Western one, which older programs wrote. The mark at its beginning is left out.
 */
export function decodeText(bytes: Uint8Array): string {
  const found = beginnings.find(([begin]) => begin.every((byte, at) => bytes[at] === byte));
  if (found) return new TextDecoder(found[1]).decode(bytes);
  const declared = decodeAsDeclared(bytes);
  return declared ?? decodeUtf8(bytes) ?? new TextDecoder("windows-1252").decode(bytes);
}

/** Undefined where the bytes are no UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

function decodeAsDeclared(bytes: Uint8Array): string | undefined {
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, declarationBytes));
  const name = /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([\w.:-]+)["']/.exec(head.toString("latin1"))?.[1];
  // What says UTF-8 or UTF-16 of itself was told by its bytes already, or is wrong.
  if (name === undefined || /^utf-?(8|16)/i.test(name)) return undefined;
  try {
    return new TextDecoder(name).decode(bytes);
  } catch {
    return undefined;
  }
}
