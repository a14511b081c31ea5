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
  | "ico";

/** The formats that are decoded today. */
export const decodedFormats: ReadonlySet<PictureFormat> = new Set([
  "jpeg",
  "png",
  "webp",
  "avif",
  "tiff",
  "gif",
]);

/** How many of a file's first bytes `pictureFormatOf` wants. */
export const signatureLengthBytes = 512;

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
  [[0xff, 0x0a], "jxl"],
  [[0x42, 0x4d], "bmp"],
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

/** @param head the file's first bytes, `signatureLengthBytes` of them where the file has as many */
export function pictureFormatOf(head: Uint8Array): PictureFormat | undefined {
  if (textAt(head, 0, 4) === "RIFF" && textAt(head, 8, 4) === "WEBP") return "webp";
  if (textAt(head, 4, 4) === "ftyp") return formatOfBrands(head);
  const signature = signatures.find(([bytes]) => bytes.every((byte, index) => head[index] === byte));
  if (signature?.[1] === "tiff" && textAt(head, 8, 2) === "CR") return "raw";
  return signature?.[1] ?? (looksLikeSvg(head) ? "svg" : undefined);
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
  const text = textAt(head, 0, head.length).trimStart();
  return text.startsWith("<") && text.includes("<svg");
}

function textAt(bytes: Uint8Array, offset: number, length: number): string {
  return String.fromCharCode(...bytes.subarray(offset, offset + length));
}

const pictureExtension =
  /\.(jpe?g|jpe|jfif|png|webp|avif|tiff?|gif|hei[cf]|jxl|bmp|dng|cr[23w]|nef|arw|raf|rw2|orf|pef|srw)$/i;

/** Whether a file's name says that it is a picture, so that one which is none counts as failed, not skipped. */
export function isNamedLikePicture(path: string): boolean {
  return pictureExtension.test(path);
}
