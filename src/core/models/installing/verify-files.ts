import { stat } from "node:fs/promises";
import { join } from "node:path";
import type { ModelCheck } from "../../../contract/models.ts";
import type { ModelEntry, ModelFile } from "../manifest/schema.ts";
import { sha256OfFile } from "./hash-file.ts";

export type FileState = ModelCheck["files"][number]["state"];

/** Compares a model's files with what they should be; all bytes are read. */
export async function verifyFiles(
  entry: ModelEntry,
  directory: string,
  signal?: AbortSignal,
): Promise<ModelCheck["files"]> {
  const files: ModelCheck["files"] = [];
  for (const file of entry.files) {
    files.push({ path: file.path, state: await stateOf(file, directory, signal) });
  }
  return files;
}

/** @returns `unknown` for a file that is there, and of which nobody said what it should be */
export async function stateOf(file: ModelFile, directory: string, signal?: AbortSignal): Promise<FileState> {
  const path = join(directory, file.path);
  const sizeBytes = await sizeOf(path);
  if (sizeBytes === undefined) return "missing";
  if (file.sizeBytes !== null && sizeBytes !== file.sizeBytes) return "wrong-size";
  if (file.sha256 === null) return "unknown";
  return (await sha256OfFile(path, signal)) === file.sha256 ? "right" : "wrong-contents";
}

/** The quick look: whether all files are there, as long as they should be. */
export async function findMissing(entry: ModelEntry, directory: string): Promise<ModelFile | undefined> {
  for (const file of entry.files) {
    const sizeBytes = await sizeOf(join(directory, file.path));
    if (sizeBytes === undefined || (file.sizeBytes !== null && sizeBytes !== file.sizeBytes)) return file;
  }
  return undefined;
}

async function sizeOf(path: string): Promise<number | undefined> {
  const stats = await stat(path).catch(() => undefined);
  return stats?.isFile() ? stats.size : undefined;
}
