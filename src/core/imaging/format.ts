import { isCameraTiff } from "./raw/camera-tiff.ts";

/** Formats known by their first bytes, whatever the file is called. */
export type PictureFormat =
  | "jpeg"
  | "png"
  | "webp"
  | "avif"
  | "tiff"
  | "gif"
  | "heic"
  | "jxl"
  | "bmp"
  | "svg"
  | "psd"
  | "raw"
  | "jpeg2000"
  | "ico"
  | "pnm"
  | "hdr";

/** How many of a file's first bytes `pictureFormatOf` wants: a drawing may begin with a long comment. */
export const signatureLengthBytes = 4096;

const formatNames: Record<PictureFormat, string> = {
  jpeg: "JPEG",
  png: "PNG",
  webp: "WebP",
  avif: "AVIF",
  tiff: "TIFF",
  gif: "GIF",
  heic: "HEIC",
  jxl: "JPEG XL",
  bmp: "BMP",
  svg: "SVG",
  psd: "Photoshop",
  raw: "camera RAW",
  jpeg2000: "JPEG 2000",
  ico: "icon",
  pnm: "PNM",
  hdr: "Radiance HDR",
};

export function formatName(format: PictureFormat): string {
  return formatNames[format];
}

/** Fixed signatures at the start of a file, from each format's specification. Longer ones first. */
const signatures: readonly [bytes: number[], format: PictureFormat][] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "png"],
  [[0x00, 0x00, 0x00, 0x0c, 0x4a, 0x58, 0x4c, 0x20], "jxl"],
  [[0x00, 0x00, 0x00, 0x0c, 0x6a, 0x50, 0x20, 0x20], "jpeg2000"],
  [[0x46, 0x55, 0x4a, 0x49, 0x46, 0x49, 0x4c, 0x4d], "raw"], // FUJIFILM
  [[0x46, 0x4f, 0x56, 0x62], "raw"], // X3F
  [[0x49, 0x49, 0x1a, 0x00, 0x00, 0x00, 0x48, 0x45, 0x41, 0x50, 0x43, 0x43, 0x44, 0x52], "raw"], // CRW
  [[0x00, 0x4d, 0x52, 0x4d], "raw"], // MRW
  [[0x49, 0x49, 0x55, 0x00], "raw"], // RW2
  [[0x49, 0x49, 0x52, 0x4f], "raw"], // ORF
  [[0x49, 0x49, 0x52, 0x53], "raw"], // ORF
  [[0x4d, 0x4d, 0x4f, 0x52], "raw"], // ORF, big-endian
  [[0x49, 0x49, 0x2a, 0x00], "tiff"],
  [[0x4d, 0x4d, 0x00, 0x2a], "tiff"],
  [[0x49, 0x49, 0x2b, 0x00], "tiff"], // BigTIFF
  [[0x4d, 0x4d, 0x00, 0x2b], "tiff"], // BigTIFF
  [[0x47, 0x49, 0x46, 0x38], "gif"],
  [[0x38, 0x42, 0x50, 0x53], "psd"],
  [[0xff, 0x4f, 0xff, 0x51], "jpeg2000"],
  [[0x00, 0x00, 0x01, 0x00], "ico"],
  [[0xff, 0xd8, 0xff], "jpeg"],
  [[0x23, 0x3f, 0x52, 0x41, 0x44, 0x49, 0x41, 0x4e, 0x43, 0x45], "hdr"],
  [[0x23, 0x3f, 0x52, 0x47, 0x42, 0x45], "hdr"],
  [[0xff, 0x0a], "jxl"],
];

/** Brands of an ISO base media file ("ftyp" box) that hold still pictures. */
const brands: Record<string, PictureFormat> = {
  avif: "avif",
  avis: "avif",
  heic: "heic",
  heix: "heic",
  heim: "heic",
  heis: "heic",
  hevc: "heic",
  hevx: "heic",
  mif1: "heic",
  msf1: "heic",
  "crx ": "raw",
};

/** @param bytes the file, or its first `signatureLengthBytes` */
export function pictureFormatOf(bytes: Uint8Array): PictureFormat | undefined {
  const head = bytes.subarray(0, signatureLengthBytes);
  if (textAt(head, 0, 4) === "RIFF" && textAt(head, 8, 4) === "WEBP") return "webp";
  if (textAt(head, 4, 4) === "ftyp") return formatOfBrands(head);
  const signature = signatures.find(([bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (signature?.[1] === "tiff") return isCameraTiff(head) ? "raw" : "tiff";
  return signature?.[1] ?? formatOfWords(head);
}

/** Signatures of two bytes: what follows has to fit too. */
function formatOfWords(head: Uint8Array): PictureFormat | undefined {
  if (isBitmap(head)) return "bmp";
  if (/^P[1-7][ \t\r\n]+[#\dW]/.test(textAt(head, 0, 16))) return "pnm";
  return looksLikeSvg(head) ? "svg" : undefined;
}

/** The sizes of BITMAPCOREHEADER, its OS/2 forms, and BITMAPINFOHEADER to BITMAPV5HEADER. */
const bitmapHeaderSizes = new Set([12, 16, 40, 52, 56, 64, 108, 124]);

function isBitmap(head: Uint8Array): boolean {
  if (textAt(head, 0, 2) !== "BM" || head.length < 18) return false;
  return bitmapHeaderSizes.has(new DataView(head.buffer, head.byteOffset).getUint32(14, true));
}

/** A HEIF container says what it holds by its major brand, or, when that is generic, by a compatible one. */
function formatOfBrands(head: Uint8Array): PictureFormat | undefined {
  const boxLength = ((head[2] ?? 0) << 8) | (head[3] ?? 0);
  const found: PictureFormat[] = [];
  for (let offset = 8; offset < Math.min(boxLength, head.length); offset += 4) {
    const format = offset === 12 ? undefined : brands[textAt(head, offset, 4)];
    if (format) found.push(format);
  }
  return found.find((format) => format === "avif") ?? found[0];
}

function looksLikeSvg(head: Uint8Array): boolean {
  const text = textAt(head, 0, head.length)
    .replace(/^\u00ef\u00bb\u00bf/, "")
    .trimStart();
  return text.startsWith("<") && /<(?:[a-z]+:)?svg[\s>]/.test(text) && !/<html[\s>]/i.test(text);
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    "latin1",
    offset,
    offset + length,
  );
}

const pictureExtension =
  /\.(jpe?g|jpe|jfif|png|webp|avif|tiff?|gif|hei[cf]|jxl|bmp|psd|jp2|j2k|dng|cr[23w]|nef|nrw|arw|sr2|raf|rw2|orf|pef|srw|3fr|kdc|mrw|x3f)$/i;

/** Whether a file's name says that it is a picture, so that one which is none counts as failed, not skipped. */
export function isNamedLikePicture(path: string): boolean {
  return pictureExtension.test(path);
}
