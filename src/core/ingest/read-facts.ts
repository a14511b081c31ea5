import { readFile } from "node:fs/promises";
import type { AssetFacts } from "../catalog/assets.ts";
import type { LeadFile, SidecarFile } from "../catalog/files.ts";
import type { Catalog } from "../catalog/index.ts";
import { fromSystemError, systemCodeOf } from "../errors.ts";
import { pathForDisplay, pathToSystem } from "../files/path-bytes.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { Outcome } from "../stages/queued-stage.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { MetadataReader } from "./exiftool.ts";
import { factsOf, readSidecars, withExifTool } from "./facts.ts";
import { isTransient } from "./retry.ts";
import { isAsRead } from "./same-file.ts";
import { filesOfContent } from "./taken-at.ts";

export interface ReadFactsParts {
  catalog: Catalog;
  places: RootPlaces;
  decodePool: DecodePool;
  metadataReader: MetadataReader;
}

/** What is to be written down of a content, or why that cannot be told now. */
export type FactsAnswer = { facts: AssetFacts } | { outcome: Outcome };

/**
 * Reads again what a content's file and the sidecars of all files that hold it say; nothing is decoded. While one of
 * those sidecars cannot be reached all stays as it is known.
 */
export async function readFacts(parts: ReadFactsParts, assetId: number): Promise<FactsAnswer> {
  const { catalog, places } = parts;
  const photo = catalog.photos.get(assetId);
  const files = catalog.files.present(assetId).flatMap((fileId) => catalog.files.get(fileId) ?? []);
  if (!photo || files.length === 0) return { outcome: { kind: "unwanted" } };
  const sidecars = files.flatMap(({ fileId }) => catalog.files.sidecarsOf(fileId));
  const file = files.find(({ rootId }) => places.isRootOnline(rootId));
  const awayId = [...sidecars, ...(file ? [] : files)].find(
    ({ rootId }) => !places.isRootOnline(rootId),
  )?.rootId;
  if (!file || awayId !== undefined) return away(parts, awayId ?? 0);
  try {
    if (!(await isAsRead(file, places.traitsAt(file.path)))) return changed(file.path);
    return { facts: await factsIn(parts, photo.format, file, { files, sidecars }) };
  } catch (error) {
    return { outcome: outcomeOf(error, file.path) };
  }
}

function changed(path: string): FactsAnswer {
  const message = `The file ${pathForDisplay(path)} changed since it was indexed.`;
  return { outcome: { kind: "busy", problem: { code: "CHANGED_SINCE_INDEXED", message } } };
}

/** What is gone may be on its way back; a worker that died or hung is this file's doing. */
function outcomeOf(error: unknown, path: string): Outcome {
  if (error instanceof Error && error.name === "AbortError") {
    const message = "Reading what the file says took too long: the worker was ended.";
    return { kind: "failed", problem: { code: "DECODE_TIMEOUT", message } };
  }
  const fallback = systemCodeOf(error) === "" ? "WORKER_CRASHED" : "UNREADABLE";
  const { code, message } = fromSystemError(error, pathForDisplay(path), fallback);
  return { kind: isTransient(error) || code === "VANISHED" ? "busy" : "failed", problem: { code, message } };
}

async function factsIn(
  { decodePool, metadataReader }: ReadFactsParts,
  format: Parameters<DecodePool["metadata"]>[0]["format"],
  { path }: LeadFile,
  { files, sidecars: beside }: { files: readonly LeadFile[]; sidecars: readonly SidecarFile[] },
): Promise<AssetFacts> {
  const bytes = new Uint8Array(await readFile(pathToSystem(path)));
  const sidecars = await readSidecars(beside);
  const read = await decodePool.metadata({ bytes, format, sidecars });
  return factsOf(await withExifTool(read, path, metadataReader, sidecars), filesOfContent(files));
}

function away({ catalog, places }: ReadFactsParts, rootId: number): FactsAnswer {
  const root = catalog.roots.get(rootId);
  const message = root ? places.offlineMessage(root) : "No file of this photo is there now.";
  return { outcome: { kind: "away", problem: { code: "ROOT_OFFLINE", message } } };
}
