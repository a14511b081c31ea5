import type { PartKind } from "../catalog/directories.ts";

export interface Part {
  /** The name of the picture, in the same folder. */
  lead: string;
  kind: PartKind;
}

export const rawExtensions: ReadonlySet<string> = new Set(
  "dng cr2 cr3 crw nef nrw arw sr2 srf raf rw2 orf pef srw 3fr kdc mrw x3f erf iiq".split(" "),
);
export const videoExtensions: ReadonlySet<string> = new Set([
  "mov",
  "mp4",
  "m4v",
  "mp",
  "3gp",
  "avi",
  "mpg",
  "mkv",
  "webm",
  "mts",
]);
/** Who stands for a unit, the first first: what the camera developed goes before what it recorded. */
export const leadExtensions: readonly string[] = [
  "heic",
  "heif",
  "jpg",
  "jpeg",
  "hif",
  "avif",
  "jxl",
  "png",
  "tif",
  "tiff",
  "webp",
];

function splitName(name: string): { stem: string; extension: string } {
  const dot = name.lastIndexOf(".");
  if (dot <= 0) return { stem: name, extension: "" };
  return { stem: name.slice(0, dot), extension: name.slice(dot + 1).toLowerCase() };
}

export function isVideoName(name: string): boolean {
  return videoExtensions.has(splitName(name).extension);
}

export function isSidecarName(name: string): boolean {
  return splitName(name).extension === "xmp";
}

/**
 * Which files of a folder belong to which picture: the video of a Live Photo or motion photo, the RAW file beside its
 * JPEG, and XMP sidecars (`a.xmp`, `a.jpg.xmp`). Told by name alone, as every camera and program does it.
 */
export function partsOf(names: readonly string[]): Map<string, Part> {
  const leads = leadsByStem(names);
  const parts = new Map<string, Part>();
  for (const name of names) {
    const part = partOf(name, leads);
    if (part && part.lead !== name) parts.set(name, part);
  }
  return parts;
}

interface Leads {
  names: ReadonlySet<string>;
  byStem: ReadonlyMap<string, { name: string; rank: number }>;
}

/** The best picture of each stem; a RAW file only where there is no other. */
function leadsByStem(names: readonly string[]): Leads {
  const byStem = new Map<string, { name: string; rank: number }>();
  for (const name of names) {
    const { stem, extension } = splitName(name);
    const listed = leadExtensions.indexOf(extension);
    if (listed === -1 && !rawExtensions.has(extension)) continue;
    const rank = listed === -1 ? leadExtensions.length : listed;
    const known = byStem.get(stem);
    if (!known || rank < known.rank) byStem.set(stem, { name, rank });
  }
  return { names: new Set(names), byStem };
}

function partOf(name: string, leads: Leads): Part | undefined {
  const { stem, extension } = splitName(name);
  const lead = leads.byStem.get(stem)?.name;
  if (rawExtensions.has(extension)) return lead === undefined ? undefined : { lead, kind: "raw" };
  if (videoExtensions.has(extension)) return lead === undefined ? undefined : { lead, kind: "video" };
  if (extension !== "xmp") return undefined;
  // "a.jpg.xmp" names its picture in full; a RAW file's goes to the picture that stands for it.
  const named = leads.names.has(stem) ? stem : undefined;
  const owner = named === undefined ? lead : (partOf(named, leads)?.lead ?? named);
  return owner === undefined ? undefined : { lead: owner, kind: "sidecar" };
}
