import type { ErrorCode } from "../../contract/errors.ts";
import { PixelLimitError } from "./decoders/open-picture.ts";
import { formatName, type PictureFormat } from "./format.ts";
import { decodeTimeoutSeconds, maximumPixels } from "./limits.ts";

/** Why a file could not be read: a code and a sentence. */
export interface FileProblem {
  code: ErrorCode;
  message: string;
}

/** What a decoder's error means, told from its kind, its words and from whether the file has its end. */
export function problemOf(error: unknown, format: PictureFormat, bytes: Uint8Array): FileProblem {
  const words = error instanceof Error ? error.message : String(error);
  const name = formatName(format);
  const problem = (code: ErrorCode, message: string): FileProblem => ({ code, message });
  switch (kindOf(error, words)) {
    case "too-large":
      return problem("TOO_LARGE", tooLargeWords(error, name));
    case "timeout":
      return problem("DECODE_TIMEOUT", `Decoding the ${name} picture took over ${decodeTimeoutSeconds} s.`);
    case "no-preview":
      return problem(
        "UNSUPPORTED_FORMAT",
        `The ${name} file holds no preview to show, and its sensor data are of a kind that cannot be developed.`,
      );
    case "out-of-memory":
      return problem("TOO_LARGE", `The ${name} picture needs more memory than its decoder has.`);
    case "truncated":
      return problem("TRUNCATED", truncatedWords(name));
    case "unsupported":
      if (lacksItsEnd(format, bytes)) return problem("TRUNCATED", truncatedWords(name));
      return problem(
        "UNSUPPORTED_FORMAT",
        `The ${name} picture may be whole, but is of a kind that Shoebox cannot decode: ${firstLine(words)}`,
      );
    default:
      if (lacksItsEnd(format, bytes)) return problem("TRUNCATED", truncatedWords(name));
      return problem("CORRUPT", `The ${name} picture is damaged: ${firstLine(words)}`);
  }
}

type ProblemKind =
  | "too-large"
  | "timeout"
  | "no-preview"
  | "out-of-memory"
  | "truncated"
  | "unsupported"
  | "damaged";

/**
 * In words of libvips and the libraries below it, ImageMagick, libheif and the openers here. A pattern stands before
 * those that would match its words too.
 */
const wordsOfKinds: readonly [ProblemKind, RegExp][] = [
  // What sharp says of every beginning that none of its readers takes.
  ["damaged", /contains unsupported image format/i],
  ["too-large", /pixel limit|dimensions exceed|exceeds? .*limit|too (large|big|wide|high)|cache resources/i],
  ["timeout", /timeout|timed out|time ?limit/i],
  ["out-of-memory", /out of memory|memory allocation failed|cannot allocate/i],
  ["truncated", /premature|truncated|unexpected end|out of data|insufficient image data|ends too early/i],
  [
    "unsupported",
    /unsupported|not supported|not (been )?(built|configured|compiled|implemented)|no decode delegate|unknown compression|cannot handle|samples out of range|unrecognized/i,
  ],
];

function kindOf(error: unknown, words: string): ProblemKind {
  const name = error instanceof Error ? error.name : "";
  if (name === "PixelLimitError") return "too-large";
  if (name === "NoPreviewError") return "no-preview";
  if (name === "UnsupportedFeatureError") return "unsupported";
  if (isDecoderBroken(error)) return error instanceof RangeError ? "out-of-memory" : "damaged";
  return wordsOfKinds.find(([, pattern]) => pattern.test(words))?.[0] ?? "damaged";
}

function truncatedWords(name: string): string {
  return `The ${name} picture ends too early: part of it is missing.`;
}

function tooLargeWords(error: unknown, name: string): string {
  if (!(error instanceof PixelLimitError)) return `The ${name} picture is larger than its decoder can hold.`;
  const { megapixels, limitMegapixels } = error;
  const size = `The ${name} picture has ${megapixels} megapixels, stored so that`;
  return limitMegapixels > Math.floor(maximumPixels / 1e6)
    ? `The ${name} picture has ${megapixels} megapixels; Shoebox reads up to ${limitMegapixels}.`
    : `${size} all of them have to be in memory at once: so Shoebox reads up to ${limitMegapixels}.`;
}

/** WebAssembly that trapped, or ran out of memory: what it holds is not to be used again. */
export function isDecoderBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === "RuntimeError" || (error instanceof RangeError && /memory|allocation/i.test(error.message))
  );
}

/** Without what sharp puts before every error of a header, whatever it means. */
function firstLine(words: string): string {
  const own = words.replace(/^Input (buffer|file) has corrupt header: /, "");
  return (own.split("\n")[0] ?? "").slice(0, 200);
}

/** Formats that mark their end, or say their length at the start. */
export function lacksItsEnd(format: PictureFormat, bytes: Uint8Array): boolean {
  const tail = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).subarray(-256);
  if (format === "jpeg") return !tail.includes(Buffer.of(0xff, 0xd9));
  if (format === "png") return !tail.includes("IEND");
  if (format === "gif") return tail.at(-1) !== 0x3b;
  if (format === "webp")
    return new DataView(bytes.buffer, bytes.byteOffset).getUint32(4, true) + 8 > bytes.length;
  return false;
}
