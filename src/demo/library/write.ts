import { appendFile, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DemoError, inFolder } from "../errors.ts";
import { makeFolder } from "../make-folder.ts";
import { developCopy, developOriginal } from "./develop.ts";
import { type LibraryOptions, type PlannedPhoto, planDemoLibrary } from "./plan.ts";

/** A line of captions.jsonl: the truth about one photo. */
export interface DemoPhoto {
  /** Relative to the library's folder, with "/" between its parts. */
  path: string;
  /** The first names every object, its colour and number, the place and the time. */
  captions: string[];
  /** The photo this one was made from, and how. */
  copyOf?: string;
  transformation?: string;
}

export interface WriteOptions extends LibraryOptions {
  directory: string;
  signal?: AbortSignal | undefined;
  /** Called after each photo with how many are there by now. */
  onPhoto?: ((written: number, photo: DemoPhoto) => void) | undefined;
}

export const captionsFileName = "captions.jsonl";

/** Drawing is half waiting for threads: two at a time fill two cores. */
const drawnTogether = 2;

/**
 * Writes a demo library and `captions.jsonl` beside it. Called again with the same options on a folder where it was
 * stopped it goes on; the same options always give the same bytes.
 * @throws DIR_NOT_EMPTY for a folder that holds anything else, DIR_NOT_FOUND for a file and where no folder can
 *   be, PERMISSION_DENIED, DISK_FULL; the signal's reason when aborted
 */
export async function writeDemoLibrary(options: WriteOptions): Promise<DemoPhoto[]> {
  return inFolder(options.directory, () => writeMissing(options));
}

async function writeMissing({ directory, signal, onPhoto, ...options }: WriteOptions): Promise<DemoPhoto[]> {
  const plan = planDemoLibrary(options);
  const lines = plan.map((photo) => JSON.stringify(toDemoPhoto(photo)));
  const captionsPath = join(directory, captionsFileName);
  const done = await countDone(directory, captionsPath, lines);
  for (let start = done; start < plan.length; start += drawnTogether) {
    signal?.throwIfAborted();
    const batch = plan.slice(start, start + drawnTogether);
    // A copy may be of a photo in the same batch: originals first.
    await Promise.all(batch.map((photo) => ("copyOf" in photo ? undefined : writePhoto(directory, photo))));
    await Promise.all(batch.map((photo) => ("copyOf" in photo ? writePhoto(directory, photo) : undefined)));
    await appendFile(captionsPath, `${lines.slice(start, start + batch.length).join("\n")}\n`);
    for (const [offset, photo] of batch.entries()) onPhoto?.(start + offset + 1, toDemoPhoto(photo));
  }
  return plan.map(toDemoPhoto);
}

function toDemoPhoto(photo: PlannedPhoto): DemoPhoto {
  const { path, captions } = photo;
  if (!("copyOf" in photo)) return { path, captions };
  return { path, captions, copyOf: photo.copyOf, transformation: photo.transformation };
}

/** How many photos of this very library are in the folder already. */
async function countDone(directory: string, captionsPath: string, lines: readonly string[]): Promise<number> {
  await makeFolder(directory);
  const written = await readFile(captionsPath, "utf8").catch(() => undefined);
  if (written === undefined) {
    if ((await readdir(directory)).length === 0) return 0;
    throw foreign(directory);
  }
  const known = written.split("\n").filter((line) => line !== "");
  if (known.some((line, index) => line !== lines[index])) throw foreign(directory);
  return known.length;
}

function foreign(directory: string): DemoError {
  return new DemoError("DIR_NOT_EMPTY", `The folder ${directory} already holds other files.`, directory);
}

async function writePhoto(directory: string, photo: PlannedPhoto): Promise<void> {
  const path = join(directory, photo.path);
  await mkdir(dirname(path), { recursive: true });
  const bytes =
    "copyOf" in photo
      ? await developCopy(photo, await readFile(join(directory, photo.copyOf)))
      : await developOriginal(photo);
  await writeFile(path, bytes);
}
