import { readFile, rename, rm, stat } from "node:fs/promises";
import { tileSizePixels } from "../../../contract/tiles.ts";
import { fromSystemError } from "../../errors.ts";
import { withOpenPicture } from "../decoders/index.ts";
import type { OpenPicture } from "../decoders/open-picture.ts";
import type { PictureFormat } from "../format.ts";
import { makingTimeoutSeconds } from "../limits.ts";
import { type FileProblem, isDecoderBroken, problemOf } from "../problem.ts";
import type { Orientation } from "./geometry.ts";
import { openHeifCells } from "./heif-cells.ts";
import { openInPlace, type StoredPicture } from "./open-in-place.ts";
import { openWholeRaw } from "./open-whole-raw.ts";
import { writeStripsTiff } from "./strips-tiff.ts";

export interface PyramidTask {
  /** Of the original; bytes where its name is not UTF-8. */
  path: string | Uint8Array;
  format: PictureFormat;
  /** The file to make. */
  target: string;
}

/** All sizes of a picture in one file, in tiles that are read one by one. */
export interface Pyramid {
  file: string;
  /** Of level 0, as it is stored. */
  width: number;
  height: number;
  /** How it is to be turned. */
  orientation: Orientation;
  sizeBytes: number;
}

/** Of a picture nothing less than everything is wanted. */
const everyPixel = { shortSide: Number.POSITIVE_INFINITY, longSide: Number.POSITIVE_INFINITY };

/**
 * Makes a picture's pyramid: a tiled TIFF with a page for each level, sRGB, 8 bit. Not compressed: libvips writes 200
 * megapixels in 3 s so, and in 30 to 90 s with any compression that loses nothing, and cuts tiles out in 3 ms.
 * @returns why it cannot be made, where the file or the disk is at fault
 */
export async function makePyramid(task: PyramidTask): Promise<Pyramid | { problem: FileProblem }> {
  const part = `${task.target}.part`;
  try {
    const made = (await madeInPlace(task, part)) ?? (await madeFromBytes(task, part));
    if ("problem" in made) return made;
    await rename(part, task.target);
    return { ...made, file: task.target, sizeBytes: (await stat(task.target)).size };
  } catch (error) {
    const problem = problemOfDisk(error);
    if (problem) return { problem };
    throw error;
  } finally {
    await rm(part, { force: true });
  }
}

type Written = Omit<Pyramid, "file" | "sizeBytes">;

/** Undefined where it has to be tried with the decoders: they forgive more, and tell what is wrong. */
async function madeInPlace({ path, format }: PyramidTask, part: string): Promise<Written | undefined> {
  const picture = typeof path === "string" ? await openInPlace(path, format) : undefined;
  if (!picture) return undefined;
  try {
    return await write(picture, part);
  } catch (error) {
    if (problemOfDisk(error)) throw error;
    return undefined;
  }
}

async function madeFromBytes(
  { path, format }: PyramidTask,
  part: string,
): Promise<Written | { problem: FileProblem }> {
  const bytes = await read(path);
  if ("problem" in bytes) return bytes;
  const use = ({ pixels, pixelWidth, pixelHeight }: OpenPicture) =>
    write({ pixels, width: pixelWidth, height: pixelHeight, orientation: 1 }, part);
  try {
    const made = format === "heic" ? await madeFromCells(bytes, part) : undefined;
    if (made) return made;
    const raw = format === "raw" ? await openWholeRaw(bytes) : undefined;
    return await (raw ? use(raw) : withOpenPicture(bytes, { format, wanted: everyPixel }, use));
  } catch (error) {
    if (problemOfDisk(error)) throw error;
    return { problem: problemOf(error, format, bytes) };
  }
}

/** Of a HEIC of many cells, by way of a file that holds them side by side. Undefined where the openers have to try. */
async function madeFromCells(bytes: Uint8Array, part: string): Promise<Written | undefined> {
  const cells = openHeifCells(bytes);
  if (!cells) return undefined;
  const strips = `${part}.strips`;
  try {
    await writeStripsTiff(strips, cells);
    const picture = await openInPlace(strips, "tiff");
    return picture && (await write(picture, part));
  } catch (error) {
    if (problemOfDisk(error) || isDecoderBroken(error)) throw error;
    return undefined;
  } finally {
    cells.free();
    await rm(strips, { force: true });
  }
}

async function write({ pixels, width, height, orientation }: StoredPicture, part: string): Promise<Written> {
  const layers = Math.max(width, height) > tileSizePixels ? inTiles : {};
  const made = await pixels
    .timeout({ seconds: makingTimeoutSeconds })
    .toColourspace("srgb")
    .tiff({ compression: "none", predictor: "none", bigtiff: true, ...layers })
    .toFile(part);
  return { width: made.width, height: made.height, orientation };
}

/** A picture that is no larger than one tile is written without: readers refuse tiles much larger than it. */
const inTiles = { tile: true, tileWidth: tileSizePixels, tileHeight: tileSizePixels, pyramid: true };

async function read(path: string | Uint8Array): Promise<Uint8Array<ArrayBuffer> | { problem: FileProblem }> {
  try {
    return new Uint8Array(await readFile(typeof path === "string" ? path : Buffer.from(path)));
  } catch (error) {
    const { code, message } = fromSystemError(error, String(path));
    return { problem: { code, message } };
  }
}

/** Of the disk that is written to. libvips says in words what the system said; it is none of the picture's faults. */
function problemOfDisk(error: unknown): FileProblem | undefined {
  const words = error instanceof Error ? error.message : String(error);
  if (/no space left|quota exceeded|ENOSPC|EDQUOT/i.test(words)) {
    return { code: "DISK_FULL", message: "There is no room on the disk for the photo's full size." };
  }
  if (!/read-only file system|write failed|write error|EROFS/i.test(words)) return undefined;
  return { code: "LIBRARY_DISK_ERROR", message: "The photo's full size could not be written to the disk." };
}
