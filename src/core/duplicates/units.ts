import type { ReviewedAsset, ReviewedFile } from "../catalog/duplicate-files.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { Companion } from "./companions.ts";

export interface UnitPart {
  asset: Pick<ReviewedAsset, "format">;
  file: Pick<ReviewedFile, "path">;
}

const developed: ReadonlySet<string> = new Set(["jpeg", "heic", "avif", "jxl", "tiff", "png", "webp"]);

/**
 * Whether two files are parts of one photo (RAW and the camera's own JPEG): never duplicates of each other. Ingest
 * hides the RAW file of such a pair already (`ingest/units.ts`); here also where the names differ in their case.
 */
export function areOneUnit(first: UnitPart, second: UnitPart): boolean {
  if (developed.has(first.asset.format) === developed.has(second.asset.format)) return false;
  return stemOf(first.file.path) === stemOf(second.file.path);
}

/** Folder and name without what follows the last dot. */
function stemOf(path: string): string {
  return path.replace(/\.[^./]*$/, "").toLowerCase();
}

/** What belongs to a photo beside its own pixels. */
export interface Unit {
  /** In its folder, as the catalog knows them. */
  companions: readonly Companion[];
  /** A motion photo: the moving part is inside the file. */
  hasVideoInside: boolean;
  /** Somebody marked faces in it. */
  hasFaces: boolean;
  /** It is itself a part of a picture beside it: a RAW file behind its JPEG. */
  isPart: boolean;
}

/** How much would be lost with it: the recordings of a camera weigh more than what programs wrote. */
export function weightOf({ companions, hasVideoInside, hasFaces, isPart }: Unit): number {
  const has = (kind: Companion["kind"]) => companions.some((companion) => companion.kind === kind);
  const recordings = [has("raw"), has("video") || hasVideoInside, isPart];
  return 10 * recordings.filter(Boolean).length + (hasFaces ? 4 : 0) + (has("sidecar") ? 1 : 0);
}

/** "its video IMG_1.MOV", "its RAW file IMG_1.DNG and its sidecar IMG_1.XMP"; "" for a photo alone. */
export function unitWords({ companions, hasVideoInside, hasFaces, isPart }: Unit): string {
  const named = companions
    .filter(({ kind }) => kind !== "attributes")
    .map(({ kind, name }) => `its ${companionWords[kind]} ${pathForDisplay(name)}`);
  const all = [
    ...named,
    hasVideoInside && "the video inside it",
    hasFaces && "the faces marked in it",
    isPart && "the picture beside it",
  ].filter(Boolean);
  return all.length < 2 ? all[0] || "" : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`;
}

export const companionWords: Record<Companion["kind"], string> = {
  raw: "RAW file",
  video: "video",
  sidecar: "sidecar",
  attributes: "attributes",
};
