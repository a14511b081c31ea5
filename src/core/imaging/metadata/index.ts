import ExifReader, { type ExpandedTags } from "exifreader";
import type { Camera } from "../../../contract/photos.ts";
import type { PictureFormat } from "../format.ts";
import { readCamera } from "./camera.ts";
import { noDate, readDate, type TakenDate } from "./date.ts";
import { leftUnread } from "./left-unread.ts";
import { readLocation } from "./location.ts";
import { embeddedVideoBytes } from "./motion.ts";
import { text } from "./tags.ts";
import { noTexts, type PictureTexts, readTexts } from "./texts.ts";

/** What a picture's EXIF, IPTC and XMP say of it. */
export interface PictureMetadata extends TakenDate, PictureTexts {
  camera: Camera;
  /** The program that wrote the file last, or a camera's firmware. */
  software: string | null;
  location: { latitude: number; longitude: number } | null;
  /** What was absurd and is treated as absent: a date in the year 0, a place at (0, 0). */
  oddities: string[];
}

export const noMetadata: PictureMetadata = {
  ...noDate,
  ...noTexts,
  camera: {},
  software: null,
  location: null,
  oddities: [],
};

/**
 * Reads the metadata of a whole file, whatever its container, and of the XMP files beside it, which go before it.
 * Malformed metadata is common and never a reason to leave a photo out: what cannot be read is absent.
 */
export function readMetadata(file: Uint8Array, sidecars: readonly Uint8Array[] = []): PictureMetadata {
  return withSidecars(tagsOf(file), sidecars);
}

function withSidecars(tags: ExpandedTags | undefined, sidecars: readonly Uint8Array[]): PictureMetadata {
  return sidecars.map((sidecar) => factsIn(tagsOf(sidecar))).reduce(mergedWith, factsIn(tags));
}

function factsIn(tags: ExpandedTags | undefined): PictureMetadata {
  return tags ? metadataOf(tags) : noMetadata;
}

function tagsOf(file: Uint8Array): ExpandedTags | undefined {
  try {
    const bytes = Buffer.from(file.buffer, file.byteOffset, file.byteLength);
    return ExifReader.load(bytes, { expanded: true, async: false, excludeTags: leftUnread(file) });
  } catch {
    return undefined;
  }
}

export interface FileMetadata {
  metadata: PictureMetadata;
  /** The file's own metadata are in a form that only ExifTool reads. */
  needsExifTool: boolean;
  /** Of the video inside a motion photo; null where there is none. */
  embeddedVideoBytes: number | null;
}

/** CR3, RAF, ORF and RW2 among the RAW files, and what wraps EXIF in its own ways. */
const exifToolFormats = new Set<PictureFormat>(["raw", "psd", "jpeg2000", "jxl"]);

export function readAllMetadata(
  file: Uint8Array,
  format: PictureFormat,
  sidecars: readonly Uint8Array[] = [],
): FileMetadata {
  const tags = tagsOf(file);
  const isReadable = Boolean(tags?.exif ?? tags?.iptc ?? tags?.xmp);
  return {
    metadata: withSidecars(tags, sidecars),
    needsExifTool: exifToolFormats.has(format) && !isReadable,
    embeddedVideoBytes: embeddedVideoBytes(file, format, tags),
  };
}

/** What the sidecar says where it says something, the picture's own elsewhere. */
export function mergedWith(picture: PictureMetadata, sidecar: PictureMetadata): PictureMetadata {
  const { takenAt, takenAtMinutes } = sidecar.takenAt === null ? picture : sidecar;
  return {
    takenAt,
    takenAtMinutes,
    camera: { ...sidecar.camera, ...picture.camera },
    software: picture.software,
    location: sidecar.location ?? picture.location,
    title: sidecar.title ?? picture.title,
    description: sidecar.description ?? picture.description,
    keywords: sidecar.keywords.length > 0 ? sidecar.keywords : picture.keywords,
    rating: sidecar.rating ?? picture.rating,
    oddities: [...picture.oddities, ...sidecar.oddities],
  };
}

export function metadataOf(tags: ExpandedTags): PictureMetadata {
  const oddities: string[] = [];
  return {
    ...readDate(tags, oddities),
    ...readTexts(tags),
    camera: readCamera(tags),
    software: text(tags, "exif", "Software") ?? null,
    location: readLocation(tags, oddities),
    oddities,
  };
}
