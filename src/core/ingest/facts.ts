import { open, readFile } from "node:fs/promises";
import type { AssetFacts } from "../catalog/assets.ts";
import type { Catalog } from "../catalog/index.ts";
import { pathToSystem } from "../files/path-bytes.ts";
import { type FileMetadata, mergedWith, type PictureMetadata } from "../imaging/metadata/index.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import type { MetadataReader } from "./exiftool.ts";
import { takenAtOf } from "./taken-at.ts";

/** What the catalog keeps of a picture's metadata. */
export function factsOf(metadata: PictureMetadata, fileModifiedAt: number): AssetFacts {
  const { rating, title, description, keywords, oddities, camera, location } = metadata;
  return {
    ...takenAtOf(metadata, fileModifiedAt),
    camera,
    latitude: location?.latitude ?? null,
    longitude: location?.longitude ?? null,
    texts: { rating, title, description, keywords, oddities },
  };
}

/** Sidecars hold a few kilobytes; one that is larger than this is none. */
const largestSidecarBytes = 1024 ** 2;

/** The bytes of a picture's sidecars, as far as they can be read: a damaged one is no reason to leave the photo out. */
export async function readSidecars(paths: readonly string[]): Promise<Uint8Array[]> {
  const sidecars = await Promise.all(paths.map((path) => readSmall(path).catch(() => undefined)));
  return sidecars.filter((bytes) => bytes !== undefined);
}

async function readSmall(path: string): Promise<Uint8Array | undefined> {
  const file = await open(pathToSystem(path), "r");
  try {
    const { size } = await file.stat();
    return size > 0 && size <= largestSidecarBytes ? new Uint8Array(await file.readFile()) : undefined;
  } finally {
    await file.close();
  }
}

export interface FactsParts {
  catalog: Catalog;
  decodePool: DecodePool;
  metadataReader: MetadataReader;
}

/** What was read fast, and what ExifTool knows where that was not all; a sidecar goes before both. */
export async function withExifTool(
  { metadata, needsExifTool }: FileMetadata,
  path: string,
  reader: MetadataReader,
): Promise<PictureMetadata> {
  const found = needsExifTool ? await reader.read(path) : undefined;
  return found ? mergedWith(found, metadata) : metadata;
}

/**
 * Reads a picture's metadata again, those of its sidecars with them, and writes them down; nothing is decoded.
 * @returns whether there was a picture to read
 */
export async function refreshFacts(
  { catalog, decodePool, metadataReader }: FactsParts,
  fileId: number,
): Promise<boolean> {
  const file = catalog.files.get(fileId);
  if (!file || file.assetId === null) return false;
  const { assetId, path, modifiedAt } = file;
  const bytes = await readFile(pathToSystem(path)).catch(() => undefined);
  if (!bytes) return false;
  const sidecars = await readSidecars(catalog.files.sidecarsOf(fileId));
  const format = catalog.photos.get(assetId)?.format ?? "jpeg";
  const read = await decodePool.metadata({ bytes: new Uint8Array(bytes), format, sidecars });
  const metadata = await withExifTool(read, path, metadataReader);
  catalog.transaction(() => {
    catalog.assets.setFacts(assetId, factsOf(metadata, modifiedAt));
    catalog.assets.touch(assetId, catalog.nextRevision());
  });
  return true;
}
