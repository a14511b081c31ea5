import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { tiffDirectories } from "../raw/tiff-directories.ts";
import {
  checkPixels,
  NoPreviewError,
  type OpenOptions,
  type OpenPicture,
  type PixelSize,
  serves,
  TruncatedError,
  type WantedPixels,
} from "./open-picture.ts";
import { sharpFrom } from "./raw-pixels.ts";

/** The part that is used of LibRaw's WASM build: the package's own entry wants a browser's worker around it. */
interface LibRaw {
  /** @throws what C++ threw: a number in an object, no Error */
  open(bytes: Uint8Array, settings: { halfSize: boolean; useCameraWb: boolean }): void;
  metadata(isFull: boolean): PixelSize;
  imageData(): { width: number; height: number; colors: number; bits: number; data: Uint8Array };
}

interface LibRawModule {
  LibRaw: new () => LibRaw;
}

type LoadLibRaw = (options: {
  wasmBinary: Uint8Array;
  print(line: string): void;
  printErr(line: string): void;
}) => Promise<LibRawModule>;

/** A whole development takes 20 bytes of memory a pixel, one of half the size six. */
const mostPixelsWhole = 2 ** 24;

/**
 * A camera's RAW file without a preview is developed: LibRaw in WASM, ready in 40 ms. At half the size, where that
 * serves, each four sensels make a pixel, and 24 megapixels take 0.4 s instead of 3.6 s.
 * @throws NoPreviewError where LibRaw does not know the file, TruncatedError where it ends too early
 */
export async function developRaw(bytes: Uint8Array, { wanted }: OpenOptions): Promise<OpenPicture> {
  if (!holdsAllStrips(bytes)) throw new TruncatedError();
  const { size, developed } = await develop(bytes, wanted);
  const { data, width, height } = developed;
  return {
    ...size,
    isAnimated: false,
    pixelSource: "full",
    pixels: sharpFrom({ data, width, height, channels: 3 }),
    pixelWidth: width,
    pixelHeight: height,
  };
}

async function develop(bytes: Uint8Array, wanted: WantedPixels) {
  try {
    const { LibRaw } = await loadLibRaw();
    const libRaw = new LibRaw();
    libRaw.open(bytes, { halfSize: true, useCameraWb: true });
    const { width, height } = libRaw.metadata(false);
    const size = { width, height };
    checkPixels(size);
    if (!isHalfEnough(size, wanted)) libRaw.open(bytes, { halfSize: false, useCameraWb: true });
    const developed = libRaw.imageData();
    if (developed.colors !== 3 || developed.bits !== 8) throw new NoPreviewError();
    return { size: turnedLike(developed, size), developed };
  } catch (error) {
    // Whatever LibRaw threw stays in its own memory, which is given up with it.
    throw error instanceof Error && error.name === "PixelLimitError" ? error : new NoPreviewError();
  }
}

/** A new one for each picture: its memory only grows, and few libraries hold such a picture at all. */
async function loadLibRaw(): Promise<LibRawModule> {
  const resolve = createRequire(import.meta.url).resolve;
  const load: { default: LoadLibRaw } = await import(
    pathToFileURL(resolve("libraw-wasm/dist/libraw.js")).href
  );
  const wasmBinary = await readFile(resolve("libraw-wasm/dist/libraw.wasm"));
  return load.default({ wasmBinary, print() {}, printErr() {} });
}

/** LibRaw turns the picture as it develops it; the size that it tells before is turned for some orientations only. */
function turnedLike(developed: PixelSize, { width, height }: PixelSize): PixelSize {
  const isTurned = developed.width > developed.height === width > height;
  return isTurned ? { width, height } : { width: height, height: width };
}

function isHalfEnough(size: PixelSize, { shortSide, longSide }: WantedPixels): boolean {
  const half = { width: Math.floor(size.width / 2), height: Math.floor(size.height / 2) };
  // As for any picture, twice the model's input is what its pixels are made from.
  return (
    size.width * size.height > mostPixelsWhole || serves(half, size, { shortSide: 2 * shortSide, longSide })
  );
}

const tags = { stripOffsets: 0x111, stripByteCounts: 0x117, tileOffsets: 0x144, tileByteCounts: 0x145 };

/** What is missing at the end is black after development, and nobody would know. */
function holdsAllStrips(bytes: Uint8Array): boolean {
  const isTiff = (bytes[0] === 0x49 && bytes[1] === 0x49) || (bytes[0] === 0x4d && bytes[1] === 0x4d);
  if (!isTiff) return true;
  const parts = tiffDirectories(bytes).flatMap((directory) =>
    (
      [
        [tags.stripOffsets, tags.stripByteCounts],
        [tags.tileOffsets, tags.tileByteCounts],
      ] as const
    ).flatMap(([offsets, counts]) => {
      const lengths = directory.get(counts)?.values ?? [];
      return (directory.get(offsets)?.values ?? []).map((start, index) => start + (lengths[index] ?? 0));
    }),
  );
  return parts.every((end) => end <= bytes.length);
}
