import type { Collection, CollectionStats } from "../../contract/index.ts";
import { dateOf } from "../words/dates.ts";
import { count, fileSize, photos } from "../words/quantities.ts";

/** "1,240 photos, 3.2 GB"; "No photos yet". */
export function collectionFacts({ photos: number, bytes }: Pick<Collection, "photos" | "bytes">): string {
  return number === 0 ? "No photos yet" : `${photos(number)}, ${fileSize(bytes)}`;
}

/** "3 May 2019 to 4 June 2020"; undefined where no photo has a date. */
export function datesWords({
  firstTakenAt,
  lastTakenAt,
}: Pick<CollectionStats, "firstTakenAt" | "lastTakenAt">): string | undefined {
  if (firstTakenAt === null || lastTakenAt === null) return undefined;
  const [first, last] = [dateOf(firstTakenAt), dateOf(lastTakenAt)];
  return first === last ? first : `${first} to ${last}`;
}

/** The most frequent ones with their photos, "not known" where none is, and how many more there are. */
export function tallyLines(tally: CollectionStats["cameras"], most = 5): { name: string; photos: string }[] {
  const lines = tally.slice(0, most).map(({ value, photos: number }) => ({
    name: value === "" ? "not known" : value,
    photos: count(number),
  }));
  const rest = tally.slice(most).reduce((sum, { photos: number }) => sum + number, 0);
  if (rest > 0) lines.push({ name: `${count(tally.length - most)} more`, photos: count(rest) });
  return lines;
}

/** “Holiday”. */
export function quoted(name: string): string {
  return `“${name}”`;
}

/** "“A”, “B” and “C”". */
export function allQuoted(names: readonly string[]): string {
  const last = names.at(-1);
  if (last === undefined || names.length === 1) return names.map(quoted).join("");
  return `${names.slice(0, -1).map(quoted).join(", ")} and ${quoted(last)}`;
}

/** What no system's file names may hold, and what some of them trip over at the end. */
const unfitForFileNames = /[\\/:*?"<>|\p{Cc}]+/gu;

/** So many characters are less than the 255 bytes that most systems allow, in any alphabet. */
const longestFileName = 60;

/** A name for the file that a collection is exported to. */
export function exportFileName(name: string, format: "jsonl" | "snapshot"): string {
  const short = [...name.replace(unfitForFileNames, "-")].slice(0, longestFileName).join("");
  const fit = short.replace(/[. ]+$/, "");
  return `${fit === "" ? "collection" : fit}.${format}`;
}

/** A folder and a name in it, by the separator that the folder's own path has. */
export function joinPath(folder: string, name: string): string {
  const separator = folder.includes("\\") && !folder.includes("/") ? "\\" : "/";
  return folder.endsWith(separator) ? folder + name : folder + separator + name;
}

/** The part of a path before its last name, as it stands; "" where there is none. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\"), 0));
}

/** Collections whose name has these words, in any order and case. */
export function matching(collections: readonly Collection[], text: string): Collection[] {
  const words = text.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  return collections.filter(({ name }) => {
    const lower = name.toLocaleLowerCase();
    return words.every((word) => lower.includes(word));
  });
}
