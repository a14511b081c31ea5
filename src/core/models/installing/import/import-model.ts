import { createHash } from "node:crypto";
import { basename, dirname, join, resolve } from "node:path";
import { isCaptionerEntry, type ModelEntry, type ModelFile } from "../../manifest/schema.ts";
import { assertRoomFor } from "../disk-room.ts";
import type { InstalledModel, InstalledModels } from "../installed-models.ts";
import { writeDescription } from "../model-description.ts";
import { copyFile } from "./copy-file.ts";
import { idCandidates } from "./own-id.ts";

export interface ImportOptions {
  installed: InstalledModels;
  /** What the folder holds, as an entry without the hashes, the id and the revision that this brings. */
  describeFolder: (directory: string) => Promise<ModelEntry>;
  /** Rejects for a model that does not work; nothing of it stays then. */
  check: (model: InstalledModel) => Promise<void>;
  signal?: AbortSignal;
  onProgress?: (bytesDone: number, bytesTotal: number) => void;
}

/**
 * Copies a model from a folder into the library, in one of the layouts that people publish, and has it checked before it
 * appears. Bringing the same weights again brings back the model that is there.
 * @throws what `describeFolder` and `check` reject with; DISK_FULL, LIBRARY_DISK_ERROR, PERMISSION_DENIED; the signal's reason
 */
export async function importModel(directory: string, options: ImportOptions): Promise<InstalledModel> {
  const {
    installed,
    describeFolder,
    check,
    signal = new AbortController().signal,
    onProgress = () => {},
  } = options;
  const source = resolve(directory);
  const found = await describeFolder(source);
  const id = await claimId(basename(source), installed);
  const incoming = installed.folders.incoming(id);
  try {
    await assertRoomFor(dirname(incoming), totalBytes(found));
    const files = await copyAll(source, incoming, found, { signal, onProgress });
    const entry = { ...found, id, files, revision: revisionOf({ ...found, files }) };
    const twin = await findTwin(entry, installed);
    if (twin) return twin;
    await check({ entry, directory: incoming });
    signal.throwIfAborted();
    await writeDescription(incoming, entry);
    await installed.folders.publish(id);
    return { entry, directory: installed.folders.of(id) };
  } finally {
    await installed.folders.discardIncoming(id);
  }
}

/** Nobody else has it, nor takes it while this one is copied. */
async function claimId(name: string, installed: InstalledModels): Promise<string> {
  const taken = new Set([
    ...(await installed.entries()).map(({ id }) => id),
    ...(await installed.folders.list()),
  ]);
  for (const id of idCandidates(name)) {
    if (!taken.has(id) && (await installed.folders.claimIncoming(id))) return id;
  }
  throw new Error("There is no end to numbers.");
}

async function copyAll(
  source: string,
  incoming: string,
  entry: ModelEntry,
  {
    signal,
    onProgress,
  }: { signal: AbortSignal; onProgress: (bytesDone: number, bytesTotal: number) => void },
): Promise<ModelFile[]> {
  const bytesTotal = totalBytes(entry);
  let bytesDone = 0;
  const files: ModelFile[] = [];
  for (const file of entry.files) {
    let sizeBytes = 0;
    const onBytes = (bytes: number) => {
      sizeBytes += bytes;
      bytesDone += bytes;
      onProgress(bytesDone, bytesTotal);
    };
    const [from, to] = [join(source, file.path), join(incoming, file.path)];
    const sha256 = await copyFile(from, to, { signal, onBytes });
    files.push({ ...file, sizeBytes, sha256 });
  }
  return files;
}

/**
 * Of the weights alone, where the model finds photos: what a tokenizer's file says besides does not make other vectors.
 * Other rules or another tokenizer do write other captions.
 */
function revisionOf(entry: ModelEntry): string {
  const hash = createHash("sha256");
  const isWeights = ({ role }: ModelFile) => role !== "tokenizer" && role !== "tokenizerConfig";
  const files = isCaptionerEntry(entry) ? entry.files : entry.files.filter(isWeights);
  for (const { sha256 } of files) hash.update(sha256 ?? "");
  if (isCaptionerEntry(entry)) hash.update(JSON.stringify(entry.generation));
  return hash.digest("hex").slice(0, 12);
}

async function findTwin(entry: ModelEntry, installed: InstalledModels): Promise<InstalledModel | undefined> {
  const likeness = ({ task, revision, files }: ModelEntry) =>
    [task, revision, ...files.map(({ sha256 }) => sha256)].join();
  const { models } = await installed.list();
  return models.find((one) => one.entry.origin === "own" && likeness(one.entry) === likeness(entry));
}

function totalBytes({ files }: ModelEntry): number {
  return files.reduce((sum, { sizeBytes }) => sum + (sizeBytes ?? 0), 0);
}
