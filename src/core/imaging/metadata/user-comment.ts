import { decodeUtf8 } from "./xmp/decode-text.ts";

const prefixBytes = 8;
const longestComment = 65_536;

/**
 * EXIF's UserComment, whose first 8 bytes name its character set: "ASCII", "UNICODE", "JIS", or none (EXIF 2.32, 4.6.5,
 * tag 37510). Writers agree neither on the order of Unicode's bytes nor on leaving umlauts out of ASCII.
 * @param value the tag's bytes, as the reader gives them
 */
export function decodeUserComment(value: unknown): string | undefined {
  if (typeof value === "string") return value;
  if (!Array.isArray(value) || value.length <= prefixBytes || value.length > longestComment) return undefined;
  const bytes = Uint8Array.from(value as number[]);
  const body = bytes.subarray(prefixBytes);
  const prefix = String.fromCharCode(...bytes.subarray(0, prefixBytes)).replace(/[\0 ]+$/, "");
  if (prefix === "UNICODE") return decodeUnicode(body);
  if (prefix === "JIS") return decodeJapanese(body);
  // Some leave the prefix out and begin at once.
  return decodePlain(prefix === "ASCII" || prefix === "" ? body : bytes);
}

function decodePlain(bytes: Uint8Array): string {
  const zeros = bytes.filter((byte) => byte === 0).length;
  // NUL bytes between the letters are UTF-16, whatever the prefix says; behind them they are padding.
  const letters = bytes.subarray(0, bytes.findLastIndex((byte) => byte !== 0) + 1);
  const inner = zeros - (bytes.length - letters.length);
  if (inner > letters.length / 4) return decodeUnicode(bytes);
  return decodeUtf8(letters) ?? new TextDecoder("windows-1252").decode(letters);
}

/** UTF-16 in the order that gives more letters of one kind, UTF-8 where its bytes cannot be UTF-16. */
function decodeUnicode(bytes: Uint8Array): string {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return new TextDecoder("utf-16le").decode(bytes);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return new TextDecoder("utf-16be").decode(bytes);
  const utf8 = bytes.includes(0) ? undefined : decodeUtf8(bytes);
  if (utf8 !== undefined && /^[\x20-\x7e\s]+$/.test(utf8)) return utf8;
  const [little, big] = ["utf-16le", "utf-16be"].map((name) => new TextDecoder(name).decode(bytes));
  return strangeness(big ?? "") < strangeness(little ?? "") ? (big ?? "") : (little ?? "");
}

/** How unlike a text it is: characters that nobody writes, and jumps from script to script. */
function strangeness(text: string): number {
  const body = text.replace(/\0+$/, "");
  const odd = [...body].filter((each) => !/[\p{L}\p{M}\p{N}\p{P}\p{S}\p{Z}\s]/u.test(each)).length;
  const pages = new Set([...body].map((each) => (each.codePointAt(0) ?? 0) >> 8));
  return odd * 4 + pages.size;
}

/** JIS X 0208 shifts with escapes; many cameras write Shift JIS under its name. */
function decodeJapanese(bytes: Uint8Array): string {
  return new TextDecoder(bytes.includes(0x1b) ? "iso-2022-jp" : "shift_jis").decode(bytes);
}
