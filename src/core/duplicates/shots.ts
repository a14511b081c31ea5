import type { Camera, TakenAtSource } from "../../contract/photos.ts";

/** What the catalog knows of how a photo was taken. */
export interface ShotFacts {
  /** ISO 8601, wall-clock; null or of the file: says nothing about the shot. */
  takenAt: string | null;
  takenAtSource: TakenAtSource | null;
  camera: Camera;
}

/**
 * Whether metadata proves two photos to be different shots: each was written by a camera, and the cameras, the
 * exposures or the seconds differ. Whole hours are no proof: people correct a camera's time zone.
 * The same second is no proof of a copy either: then the pixels decide.
 */
export function areDifferentShots(first: ShotFacts, second: ShotFacts): boolean {
  if (differ(first.camera.model, second.camera.model)) return true;
  if (differ(first.camera.exposureSeconds, second.camera.exposureSeconds)) return true;
  if (differ(first.camera.apertureFNumber, second.camera.apertureFNumber)) return true;
  if (differ(first.camera.iso, second.camera.iso)) return true;
  const gapSeconds = shotGapSeconds(first, second);
  return gapSeconds !== undefined && gapSeconds % 3600 !== 0;
}

/** Seconds between two shots by the cameras' clocks; undefined where one has no date of its own. */
export function shotGapSeconds(first: ShotFacts, second: ShotFacts): number | undefined {
  if (first.takenAtSource !== "exif" || second.takenAtSource !== "exif") return undefined;
  if (!isToTheSecond(first.takenAt) || !isToTheSecond(second.takenAt)) return undefined;
  // A moment in UTC and a wall clock somewhere differ by what nobody knows.
  if (first.takenAt.endsWith("Z") !== second.takenAt.endsWith("Z")) return undefined;
  return Math.abs(wallClockMillis(first.takenAt) - wallClockMillis(second.takenAt)) / 1000;
}

/** Of some photos no more than the day, the month or the year is known. */
function isToTheSecond(takenAt: string | null): takenAt is string {
  return takenAt?.includes("T") ?? false;
}

function wallClockMillis(takenAt: string): number {
  return Date.parse(`${takenAt.slice(0, 19)}Z`);
}

function differ(first: string | number | undefined, second: string | number | undefined): boolean {
  return first !== undefined && second !== undefined && first !== second;
}
