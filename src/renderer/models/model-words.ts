import { errorDefinitions, type ModelCard, type ModelFilling, type ModelList } from "../../contract/index.ts";
import { lowerFirst } from "../jobs/job-words.ts";
import { waitingWords } from "../jobs/stage-words.ts";
import { count, duration, fileSize, photos } from "../words/quantities.ts";

const languageNames = new Intl.DisplayNames(["en"], { type: "language", fallback: "code" });
const namedLanguages = 3;

/** "English", "English, German and 12 more", "About a hundred". */
export function languageWords(tags: readonly string[]): string {
  if (tags.includes("mul")) return "About a hundred";
  const names = tags.map((tag) => languageNames.of(tag) ?? tag);
  const more = names.length - namedLanguages;
  return more > 0 ? `${names.slice(0, namedLanguages).join(", ")} and ${more} more` : names.join(", ");
}

/** "66 photos a second", "40 photos a minute". */
export function speedWords({ photosPerSecond }: NonNullable<ModelCard["speed"]>): string {
  if (photosPerSecond >= 1) {
    const number = photosPerSecond < 9.95 ? photosPerSecond.toFixed(1) : count(Math.round(photosPerSecond));
    return `${number} photos a second`;
  }
  return `${photos(Math.max(1, Math.round(photosPerSecond * 60)))} a minute`;
}

/** "about 40 minutes for your 12,400 photos"; undefined where there are none, or nothing was measured. */
export function timeForAll({ speed }: ModelCard, photosTotal: number): string | undefined {
  if (!speed || photosTotal === 0) return undefined;
  return `${duration(photosTotal / speed.photosPerSecond)} for your ${photos(photosTotal)}`;
}

/** "210 MB of 605 MB · 12 MB a second · about a minute left". */
export function downloadWords(download: NonNullable<ModelCard["download"]>): string {
  const { bytesDone, bytesTotal, bytesPerSecond, secondsLeft } = download;
  return facts(
    bytesTotal === null
      ? `${fileSize(bytesDone)} so far`
      : `${fileSize(bytesDone)} of ${fileSize(bytesTotal)}`,
    bytesPerSecond > 0 && `${fileSize(Math.round(bytesPerSecond))} a second`,
    secondsLeft !== null && `${duration(secondsLeft)} left`,
  );
}

/** "3,120 of 12,400 photos · 31 photos a second · about 5 minutes left". */
export function fillingWords(filling: ModelFilling): string {
  const { state, waitsFor, photosDone, photosTotal, photosFailed, perSecond, secondsLeft } = filling;
  const isRunning = state === "running";
  return facts(
    `${count(photosDone)} of ${photos(photosTotal)}`,
    state === "paused" && "paused",
    state === "waiting" && (waitsFor ? lowerFirst(waitingWords[waitsFor]) : "waits for what goes first"),
    isRunning && perSecond > 0 && speedWords({ photosPerSecond: perSecond, queryMillis: 0, measuredAt: "" }),
    isRunning && secondsLeft !== null && `${duration(secondsLeft)} left`,
    photosFailed > 0 && `${photos(photosFailed)} could not be read`,
  );
}

function facts(...parts: (string | false)[]): string {
  return parts.filter(Boolean).join(" · ");
}

/** What search does while a model gets to know the photos. */
export function meanwhileWords({ models }: ModelList, card: ModelCard): string {
  if (card.isInUse) return "Photos can be found as soon as it knows them.";
  const inUse = models.find(({ isInUse }) => isInUse);
  return inUse ? `Search goes on with ${inUse.name} meanwhile.` : "Search begins when it is ready.";
}

/** 0 to 1 of what is under way with a model; null where it cannot be told, undefined where nothing is. */
export function partDone({
  download,
  filling,
}: Pick<ModelCard, "download" | "filling">): number | null | undefined {
  if (download) return download.bytesTotal === null ? null : ratio(download.bytesDone, download.bytesTotal);
  if (filling) return ratio(filling.photosDone, filling.photosTotal);
  return undefined;
}

function ratio(done: number, total: number): number {
  return total === 0 ? 0 : Math.min(1, done / total);
}

/** "34 %", for the rail; undefined where nothing is under way. */
export function underWay({ models }: ModelList): string | undefined {
  const parts = models.map(partDone).filter((part) => part !== undefined);
  if (parts.length === 0) return undefined;
  const known = parts.filter((part) => part !== null);
  return known.length === 0 ? "…" : `${Math.floor(Math.min(...known) * 100)} %`;
}

/** What to do about a model's trouble. */
export function remedyFor({ code }: NonNullable<ModelCard["trouble"]>): string {
  return errorDefinitions[code].remedy;
}

/** Bytes that a model's vectors take in the library: float16, [photos, dimensions]. */
export function vectorBytes({ vectors, dimensions }: ModelCard): number {
  return vectors * dimensions * 2;
}

/** Whether it knows every photo: switching to it takes no time then. */
export function isWhole({ vectors }: ModelCard, photosTotal: number): boolean {
  return vectors >= photosTotal;
}
