import type { ErrorCode } from "../../contract/errors.ts";
import { formatName, type PictureFormat } from "./format.ts";
import { decodeTimeoutSeconds, maximumPixels } from "./limits.ts";

/** Why a file could not be read: a code and a sentence. */
export interface FileProblem {
  code: ErrorCode;
  message: string;
}

/** What a decoder's error means, told from its words and from whether the file has its end. */
export function problemOf(error: unknown, format: PictureFormat, bytes: Uint8Array): FileProblem {
  const words = error instanceof Error ? error.message : String(error);
  const name = formatName(format);
  if (/pixel limit|dimensions exceed|too (large|big|wide|high)/i.test(words)) {
    const megapixels = Math.floor(maximumPixels / 1e6);
    return { code: "TOO_LARGE", message: `The ${name} picture has more than ${megapixels} megapixels.` };
  }
  if (/timeout|timed out/i.test(words)) {
    return {
      code: "DECODE_TIMEOUT",
      message: `Decoding the ${name} picture took over ${decodeTimeoutSeconds} s.`,
    };
  }
  if (error instanceof Error && error.name === "NoPreviewError") {
    const message = `The ${name} file holds no preview to show, and its sensor data are of a kind that cannot be developed.`;
    return { code: "UNSUPPORTED_FORMAT", message };
  }
  if (lacksItsEnd(format, bytes) || /premature|truncated|unexpected end|out of data/i.test(words)) {
    return { code: "TRUNCATED", message: `The ${name} picture ends too early: part of it is missing.` };
  }
  return { code: "CORRUPT", message: `The ${name} picture is damaged: ${firstLine(words)}` };
}

/** WebAssembly that trapped, or ran out of memory: what it holds is not to be used again. */
export function isDecoderBroken(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return (
    error.name === "RuntimeError" || (error instanceof RangeError && /memory|allocation/i.test(error.message))
  );
}

function firstLine(words: string): string {
  return (words.split("\n")[0] ?? "").slice(0, 200);
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
