import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { workerFile } from "../../workers/worker-file.ts";
import { maximumPixels } from "../limits.ts";
import type { DevelopAnswer, DevelopTask } from "../raw/develop-messages.ts";
import { tiffDirectories } from "../raw/tiff-directories.ts";
import {
  NoPreviewError,
  type OpenOptions,
  type OpenPicture,
  PixelLimitError,
  type PixelSize,
  TruncatedError,
} from "./open-picture.ts";
import { sharpFrom } from "./raw-pixels.ts";

/** A whole development takes 20 bytes of memory a pixel, one of half the size eight. */
const mostPixelsWholeUsually = 2 ** 24;

/**
 * A camera's RAW file without a preview is developed by LibRaw, in a thread of its own that is there in 0.1 s and ends
 * with it: its memory only grows, is not given back when it is let go (measured: 330 MB for each 24 megapixels), and
 * few libraries hold such a picture at all.
 * @throws NoPreviewError where LibRaw does not know the file, TruncatedError where it ends too early, PixelLimitError
 */
export async function developRaw(
  bytes: Uint8Array,
  { wanted, mostPixelsWhole = mostPixelsWholeUsually }: OpenOptions,
): Promise<OpenPicture> {
  if (!holdsAllStrips(bytes)) throw new TruncatedError();
  const { tooLarge, sensor, developed } = await developInThread({
    bytes,
    // As for any picture, twice the model's input is what its pixels are made from.
    shortSide: 2 * wanted.shortSide,
    longSide: wanted.longSide,
    mostPixelsWhole,
    mostPixels: maximumPixels,
  });
  if (tooLarge) throw new PixelLimitError(tooLarge);
  if (!sensor || !developed) throw new NoPreviewError();
  return {
    ...turnedLike(developed, sensor),
    isAnimated: false,
    pixelSource: "full",
    pixels: sharpFrom({ ...developed, channels: 3 }),
    pixelWidth: developed.width,
    pixelHeight: developed.height,
  };
}

async function developInThread(task: DevelopTask): Promise<DevelopAnswer> {
  const thread = new Worker(new URL(workerFile("libraw-worker")), { workerData: task });
  const gone = once(thread, "exit").then((): DevelopAnswer => ({}));
  const answer = once(thread, "message").then(([message]): DevelopAnswer => message);
  try {
    // A thread that traps, or runs out of memory, says so with an error or only by being gone.
    return await Promise.race([answer, gone]).catch((): DevelopAnswer => ({}));
  } finally {
    await thread.terminate();
  }
}

/** LibRaw turns the picture as it develops it; the size that it tells before is turned for some orientations only. */
function turnedLike(developed: PixelSize, { width, height }: PixelSize): PixelSize {
  const isTurned = developed.width > developed.height === width > height;
  return isTurned ? { width, height } : { width: height, height: width };
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
