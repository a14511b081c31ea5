import type { ReviewedAsset, ReviewedFile } from "../catalog/duplicate-files.ts";

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
