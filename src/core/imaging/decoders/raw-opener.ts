import sharp from "sharp";
import { thumbnailSizePixels } from "../../../contract/media.ts";
import { numberOf } from "../raw/camera-tiff.ts";
import { embeddedJpegs } from "../raw/embedded-jpegs.ts";
import { tiffDirectories } from "../raw/tiff-directories.ts";
import { NoPreviewError, type OpenPicture, type PixelSize } from "./open-picture.ts";
import { oriented } from "./oriented.ts";

const tags = {
  width: 0x100,
  height: 0x101,
  orientation: 0x112,
  exifWidth: 0xa002,
  exifHeight: 0xa003,
  defaultCrop: 0xc620,
};

/** A camera's RAW file is shown by the picture that the camera made of it: the largest JPEG inside. */
export async function openRaw(bytes: Uint8Array): Promise<OpenPicture> {
  for (const { start, width, height } of embeddedJpegs(bytes)) {
    if (!isUsable({ width, height })) break;
    const preview = bytes.subarray(start);
    const header = await sharp(preview)
      .metadata()
      .catch(() => undefined);
    if (!header) continue;
    const facts = containerFacts(bytes);
    // A preview that says how it is turned is right; most say nothing, and the file around them does.
    const orientation = header.orientation ?? facts.orientation ?? 1;
    const isOnItsSide = orientation >= 5;
    const sensor = largestLike(facts.sizes, { width, height });
    const upright = (size: PixelSize) => (isOnItsSide ? { width: size.height, height: size.width } : size);
    const shown = upright({ width, height });
    return {
      ...upright(sensor),
      isAnimated: false,
      pixelSource: "embedded-preview",
      // What follows the preview's end is the rest of the file: not its fault.
      pixels: turned(preview, header.orientation === undefined ? orientation : undefined),
      pixelWidth: shown.width,
      pixelHeight: shown.height,
    };
  }
  throw new NoPreviewError();
}

function turned(preview: Uint8Array, orientation: number | undefined) {
  const picture = sharp(preview, { failOn: "error" });
  if (orientation === undefined) return picture.autoOrient();
  return oriented(picture, orientation);
}

function containerFacts(bytes: Uint8Array): { orientation: number | undefined; sizes: PixelSize[] } {
  const container = tiffIn(bytes);
  const directories = container ? tiffDirectories(container) : [];
  const [first] = directories;
  const sizes = directories.flatMap((directory) => {
    const [cropWidth, cropHeight] = directory.get(tags.defaultCrop)?.values ?? [];
    const width = cropWidth ?? numberOf(directory, tags.exifWidth) ?? numberOf(directory, tags.width);
    const height = cropHeight ?? numberOf(directory, tags.exifHeight) ?? numberOf(directory, tags.height);
    return width !== undefined && height !== undefined ? [{ width, height }] : [];
  });
  return { orientation: first && numberOf(first, tags.orientation), sizes };
}

/** A CR3 keeps its first directory in a box near its start, as a TIFF of its own; most others are one. */
const cr3Box = "CMT1";
const cr3BoxWithinBytes = 65_536;

function tiffIn(bytes: Uint8Array): Uint8Array | undefined {
  if (isTiff(bytes)) return bytes;
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, cr3BoxWithinBytes));
  const box = head.indexOf(cr3Box);
  const inner = bytes.subarray(box + cr3Box.length);
  return box !== -1 && isTiff(inner) ? inner : undefined;
}

function isTiff(bytes: Uint8Array): boolean {
  return (bytes[0] === 0x49 && bytes[1] === 0x49) || (bytes[0] === 0x4d && bytes[1] === 0x4d);
}

/** The sensor's size, when a directory tells one of the preview's shape; else the preview's own. */
function largestLike(sizes: readonly PixelSize[], preview: PixelSize): PixelSize {
  const alike = sizes.filter(({ width, height }) => {
    const ratio = width / height / (preview.width / preview.height);
    return Math.abs(ratio - 1) < 0.05 && width >= preview.width && width < 65_536;
  });
  return alike.sort((one, other) => other.width - one.width)[0] ?? preview;
}

/** Below this a preview is an icon for the camera's own screen. */
function isUsable({ width, height }: PixelSize): boolean {
  return Math.max(width, height) >= thumbnailSizePixels / 2;
}
