import type { PictureFormat } from "../format.ts";
import { mergedWith } from "./merge.ts";
import { embeddedVideoBytes } from "./motion.ts";
import { metadataOf, type PictureMetadata } from "./picture-metadata.ts";
import { readTags } from "./read-tags.ts";
import { readSidecar } from "./sidecar.ts";

export { mergedWith, noMetadata } from "./merge.ts";
export { metadataOf, type PictureMetadata } from "./picture-metadata.ts";

/** Reads the metadata of a whole file, whatever its container, and of the files beside it, which go before it. */
export function readMetadata(file: Uint8Array, sidecars: readonly Uint8Array[] = []): PictureMetadata {
  return withSidecars(metadataOf(readTags(file)), sidecars);
}

/** @param sidecars the last goes before all others; what is none, or cannot be read, says nothing */
export function withSidecars(picture: PictureMetadata, sidecars: readonly Uint8Array[]): PictureMetadata {
  return sidecars.flatMap((bytes) => readSidecar(bytes).metadata ?? []).reduce(mergedWith, picture);
}

export interface FileMetadata {
  metadata: PictureMetadata;
  /** The file's own metadata are in a form that only ExifTool reads. */
  needsExifTool: boolean;
  /** Of the video inside a motion photo; null where there is none. */
  embeddedVideoBytes: number | null;
}

/** CR3, RAF, ORF and RW2 among the RAW files, and what wraps EXIF in its own ways. */
const exifToolFormats = new Set<PictureFormat>(["raw", "psd", "jpeg2000"]);

/** @param sidecars as for `readMetadata`; where ExifTool is needed they are to be put before its answer, not here */
export function readAllMetadata(
  file: Uint8Array,
  format: PictureFormat,
  sidecars: readonly Uint8Array[] = [],
): FileMetadata {
  const tags = readTags(file);
  const { exif, iptc } = tags.blocks;
  const isReadable = Boolean(exif ?? iptc) || tags.xmp.size > 0;
  return {
    metadata: withSidecars(metadataOf(tags), sidecars),
    needsExifTool: exifToolFormats.has(format) && !isReadable,
    embeddedVideoBytes: embeddedVideoBytes(file, format, tags),
  };
}
