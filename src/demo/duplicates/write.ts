import { mkdir, readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import sharp from "sharp";
import { inFolder } from "../errors.ts";
import { developOriginal } from "../library/develop.ts";
import { makeFolder } from "../make-folder.ts";
import {
  type DuplicateSetOptions,
  type LabelledFile,
  type PlannedLabelled,
  planDuplicateSet,
} from "./plan.ts";
import { transformCopy } from "./transform.ts";

export interface DuplicateSetWriteOptions extends DuplicateSetOptions {
  directory: string;
  signal?: AbortSignal | undefined;
  onFile?: ((written: number, total: number) => void) | undefined;
}

export const labelsFileName = "duplicates.jsonl";

/** Drawing is half waiting for threads: two at a time fill two cores. */
const drawnTogether = 2;

/**
 * Writes a labelled set of duplicates and hard negatives, with `duplicates.jsonl` beside it. Files that are there
 * already are left: the same options always give the same files.
 * @throws DIR_NOT_FOUND for a file and where no folder can be, PERMISSION_DENIED, DISK_FULL; the signal's reason when
 *   aborted
 */
export async function writeDuplicateSet(options: DuplicateSetWriteOptions): Promise<LabelledFile[]> {
  return inFolder(options.directory, () => writeMissing(options));
}

async function writeMissing(options: DuplicateSetWriteOptions): Promise<LabelledFile[]> {
  const { directory, signal, onFile } = options;
  await makeFolder(directory);
  const plan = planDuplicateSet(options);
  let written = 0;
  // Copies are made from files: all that are drawn come first.
  for (const part of [plan.filter((file) => "scene" in file), plan.filter((file) => "copyOf" in file)]) {
    for (let start = 0; start < part.length; start += drawnTogether) {
      signal?.throwIfAborted();
      await Promise.all(part.slice(start, start + drawnTogether).map((file) => writeOne(directory, file)));
      written = Math.min(plan.length, written + drawnTogether);
      onFile?.(written, plan.length);
    }
  }
  const labels = plan.map(({ path, picture, moment, how }) => ({ path, picture, moment, how }));
  await writeFile(
    join(directory, labelsFileName),
    labels.map((label) => `${JSON.stringify(label)}\n`).join(""),
  );
  return labels;
}

async function writeOne(directory: string, file: PlannedLabelled): Promise<void> {
  const path = join(directory, file.path);
  if (await stat(path).catch(() => undefined)) return;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, await bytesOf(directory, file));
}

async function bytesOf(directory: string, file: PlannedLabelled): Promise<Buffer> {
  if ("copyOf" in file) return transformCopy(file, await readFile(join(directory, file.copyOf)));
  const developed = await developOriginal({ ...file, captions: [] });
  // Decoding and encoding at this quality changes nothing that could be seen.
  return file.isStripped ? sharp(developed).jpeg({ quality: file.shot.quality }).toBuffer() : developed;
}
