import type { NewAsset } from "../catalog/assets.ts";
import type { PictureMetadata } from "../imaging/metadata/index.ts";

/** The date a picture is sorted by: the camera's, or, marked as such, its file's. */
export function takenAtOf(
  metadata: PictureMetadata,
  fileModifiedAt: number,
): Pick<NewAsset, "takenAt" | "takenAtSource" | "takenAtMinutes"> {
  if (metadata.takenAt !== null && metadata.takenAtMinutes !== null) {
    return { takenAt: metadata.takenAt, takenAtSource: "exif", takenAtMinutes: metadata.takenAtMinutes };
  }
  const date = new Date(fileModifiedAt);
  const wallClockMillis = date.getTime() - date.getTimezoneOffset() * 60_000;
  return {
    takenAt: date.toISOString(),
    takenAtSource: "file",
    takenAtMinutes: Math.floor(wallClockMillis / 60_000),
  };
}
