import type { CaptionerCard, ModelCard } from "../contract/index.ts";
import { escapeControlCharacters, formatBytes, formatCount, formatSeconds } from "./format.ts";
import type { Column } from "./table.ts";

/** What a person brought names itself: its words are shown like a file's. */
const safe = escapeControlCharacters;

export const modelColumns: Column[] = [
  { title: "Model" },
  { title: "State" },
  { title: "Size", align: "right" },
  { title: "Photos/s", align: "right" },
  { title: "Languages" },
  { title: "Licence" },
  { title: "What for" },
];

export function modelRow(card: ModelCard): string[] {
  const { id, sizeBytes, speed } = card;
  return [
    safe(id),
    stateOf(card),
    sizeInWords(sizeBytes),
    speed === null ? "" : speed.photosPerSecond.toFixed(1),
    ...whatFor(card),
  ];
}

export const captionerColumns: Column[] = [
  { title: "Model" },
  { title: "State" },
  { title: "Size", align: "right" },
  { title: "Captions", align: "right" },
  { title: "Languages" },
  { title: "Licence" },
  { title: "What for" },
];

export function captionerRow(card: CaptionerCard): string[] {
  const { id, sizeBytes, captions } = card;
  const state = stateOf({ ...card, isWanted: false, filling: null });
  return [safe(id), state, sizeInWords(sizeBytes), formatCount(captions), ...whatFor(card)];
}

function sizeInWords(sizeBytes: number | null): string {
  return sizeBytes === null ? "?" : formatBytes(sizeBytes);
}

function whatFor({ languages, licence, name, summary, isRecommended }: ModelCard | CaptionerCard): string[] {
  return [
    languages.map((tag) => (tag === "mul" ? "many" : safe(tag))).join(", "),
    `${safe(licence.name)}${licence.isNonCommercial ? " (non-commercial)" : ""}`,
    `${safe(name)}: ${safe(summary)}${isRecommended ? " Recommended." : ""}`,
  ];
}

/** The one thing that says most. */
export function stateOf({
  isInUse,
  isWanted,
  isInstalled,
  filling,
  download,
  trouble,
}: Pick<ModelCard, "isInUse" | "isWanted" | "isInstalled" | "filling" | "download" | "trouble">): string {
  if (isInUse) return "in use";
  if (trouble) return trouble.code;
  if (isWanted)
    return filling ? `taking over, ${percent(filling.photosDone, filling.photosTotal)}` : "taking over";
  if (download) return `coming, ${percent(download.bytesDone, download.bytesTotal)}`;
  return isInstalled ? "installed" : "";
}

function percent(done: number, total: number | null): string {
  return total ? `${Math.floor((100 * done) / total)} %` : "begun";
}

export const speedColumns: Column[] = [
  { title: "Photos/s", align: "right" },
  { title: "Query", align: "right" },
  { title: "All photos", align: "right" },
  { title: "Model" },
];

/** @param photos of the library */
export function speedRow({ id, speed }: ModelCard, photos: number): string[] {
  if (!speed) return ["", "", "", safe(id)];
  const { photosPerSecond, queryMillis } = speed;
  return [
    photosPerSecond.toFixed(1),
    `${queryMillis.toFixed(1)} ms`,
    photos === 0 ? "" : `${formatSeconds(photos / photosPerSecond)} for ${formatCount(photos)}`,
    safe(id),
  ];
}

/** For a sentence. */
export function nameOf({ name }: Pick<ModelCard, "name">): string {
  return escapeControlCharacters(name);
}
