import type { NewAsset } from "../catalog/assets.ts";
import { nameOf } from "../files/name-parts.ts";
import type { TakenDate } from "../imaging/metadata/wall-clock.ts";
import { toInstant } from "../imaging/metadata/wall-clock.ts";
import { dateOfNames } from "./name-date.ts";

type TakenColumns = Pick<NewAsset, "takenAt" | "takenAtSource" | "takenAtMinutes">;

/** The files that hold a content: what they are called, and when the first of them was written. */
export interface FilesOfContent {
  /** Without their folders. */
  names: readonly string[];
  /** Milliseconds since 1970. */
  modifiedAt: number;
}

/** @param files of one content, the one that stands for it first */
export function filesOfContent(files: readonly { path: string; modifiedAt: number }[]): FilesOfContent {
  return {
    names: files.map(({ path }) => nameOf(path)),
    modifiedAt: files[0]?.modifiedAt ?? 0,
  };
}

/** The date a picture is sorted by: what is written in or beside it, or, marked as such, its file's name or time. */
export function takenAtOf({ takenAt, takenAtMinutes }: TakenDate, files: FilesOfContent): TakenColumns {
  if (takenAt !== null && takenAtMinutes !== null) return { takenAt, takenAtSource: "exif", takenAtMinutes };
  return fileDateOf(files);
}

/** Of a picture of which nothing is written. */
export function fileDateOf({ names, modifiedAt }: FilesOfContent): TakenColumns {
  const named = dateOfNames(names);
  if (named) {
    return { takenAt: named.takenAt, takenAtSource: "name", takenAtMinutes: named.takenAtMinutes ?? 0 };
  }
  const millis = Math.floor(modifiedAt);
  const { takenAtMinutes } = toInstant(millis);
  return {
    takenAt: new Date(millis).toISOString(),
    takenAtSource: "file",
    takenAtMinutes: takenAtMinutes ?? 0,
  };
}
