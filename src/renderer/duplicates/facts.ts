import { cameraNameOf } from "../../contract/camera-name.ts";
import type { DuplicateMember, PhotoDetails } from "../../contract/index.ts";
import { fileNameOf } from "../search/results-list.ts";
import { dateTimeOf } from "../words/dates.ts";
import { namesOf } from "../words/people.ts";
import { coordinates, dimensions, exposure, fileSize } from "../words/quantities.ts";
import { sentence } from "./words.ts";

/** One fact of all members of a group, in their order; "" where one has none. */
export interface FactRow {
  name: string;
  values: string[];
  /** Not all members have the same. */
  isDiffering: boolean;
}

type Read = (member: DuplicateMember, details: PhotoDetails | undefined) => string;

const readers: readonly [name: string, read: Read][] = [
  ["Name", ({ path }) => fileNameOf(path)],
  ["Folder", ({ path }) => path.slice(0, -fileNameOf(path).length - 1)],
  ["Compared", ({ reason }) => sentence(reason)],
  ["Pixels", ({ width, height }) => dimensions(width, height)],
  ["Size", ({ sizeBytes }) => fileSize(sizeBytes)],
  ["Format", ({ format }) => format.toUpperCase()],
  ["JPEG quality", ({ jpegQuality }) => (jpegQuality === null ? "" : `about ${jpegQuality}`)],
  ["Taken", ({ takenAt, takenAtSource }) => takenWords(takenAt, takenAtSource)],
  ["File changed", ({ modifiedAt }) => dateTimeOf(modifiedAt)],
  ["Written by", ({ software }) => software ?? ""],
  ["Camera", (_, details) => (details ? cameraNameOf(details.camera) : "")],
  ["Lens", (_, details) => details?.camera.lens ?? ""],
  ["Exposure", (_, details) => exposureWords(details)],
  ["Place", (_, details) => (details?.location ? coordinates(details.location) : "")],
  ["Title", (_, details) => details?.title ?? ""],
  ["Description", (_, details) => details?.description ?? ""],
  ["Keywords", (_, details) => details?.keywords.join(", ") ?? ""],
  ["People", (_, details) => (details ? namesOf(details.people).join(", ") : "")],
  ["Rating", (_, details) => ratingWords(details)],
  ["Beside it", ({ parts }) => parts.map(({ kind, name }) => `${kind} ${name}`).join(", ")],
  ["Files", ({ files }) => (files > 1 ? `${files} with these bytes` : "")],
  ["Protected", ({ isProtected }) => (isProtected ? "Yes: never moved" : "")],
  ["Disk", ({ isOnline }) => (isOnline ? "" : "Not connected")],
];

/** Facts that no member has are left out. @param details of each member, as far as they are known */
export function factRows(
  members: readonly DuplicateMember[],
  details: readonly (PhotoDetails | undefined)[],
): FactRow[] {
  return readers.flatMap(([name, read]) => {
    const values = members.map((member, at) => read(member, details[at]));
    if (values.every((value) => value === "")) return [];
    return [{ name, values, isDiffering: values.some((value) => value !== values[0]) }];
  });
}

function takenWords(takenAt: string | null, source: DuplicateMember["takenAtSource"]): string {
  if (takenAt === null) return "";
  const from = { exif: "", name: " (from the file’s name)", file: " (the file’s date)" }[source ?? "exif"];
  return dateTimeOf(takenAt) + from;
}

function ratingWords(details: PhotoDetails | undefined): string {
  const rating = details?.rating ?? 0;
  return rating === 0 ? "" : `${rating} of 5 stars`;
}

function exposureWords(details: PhotoDetails | undefined): string {
  if (!details) return "";
  const { exposureSeconds, apertureFNumber, iso } = details.camera;
  return [
    exposureSeconds === undefined ? "" : exposure(exposureSeconds),
    apertureFNumber === undefined ? "" : `f/${Number(apertureFNumber.toFixed(1))}`,
    iso === undefined ? "" : `ISO ${iso}`,
  ]
    .filter(Boolean)
    .join(" · ");
}
