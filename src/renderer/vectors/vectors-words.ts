import { errorDefinitions, type VectorsCheck, type VectorsStatus } from "../../contract/index.ts";
import { dateTimeOf } from "../words/dates.ts";
import { count, duration, photos } from "../words/quantities.ts";

type Qdrant = NonNullable<VectorsStatus["qdrant"]>;
type Filling = NonNullable<VectorsStatus["filling"]>;
type Trouble = NonNullable<Qdrant["trouble"]>;

/** Which store it is: "In this library’s folder", "Qdrant at http://localhost:6333". */
export function storeName(store: VectorsStatus["inUse"], qdrant: VectorsStatus["qdrant"]): string {
  if (store === "embedded") return "In this library’s folder";
  return qdrant ? `Qdrant at ${qdrant.url}` : "Qdrant";
}

/** "3,120 of 12,400 photos · 310 photos a second · about 5 minutes left". */
export function fillingWords({ photosDone, photosTotal, perSecond, secondsLeft }: Filling): string {
  return [
    `${count(photosDone)} of ${photos(photosTotal)}`,
    perSecond > 0 &&
      `${perSecond < 9.95 ? perSecond.toFixed(1) : count(Math.round(perSecond))} photos a second`,
    secondsLeft !== null && `${duration(secondsLeft)} left`,
  ]
    .filter(Boolean)
    .join(" · ");
}

/** 0 to 1. */
export function partFilled({ photosDone, photosTotal }: Filling): number {
  return photosTotal === 0 ? 1 : Math.min(1, photosDone / photosTotal);
}

const states: Record<Qdrant["state"], string> = {
  connecting: "Connecting…",
  connected: "Connected",
  away: "Away",
  unused: "Not in use",
};

/** "Connected", "Away, tried again at 14:22:05". */
export function stateWords({ state, retryAt }: Qdrant): string {
  const again = state === "away" && retryAt !== null ? `, tried again at ${clockTime(retryAt)}` : "";
  return states[state] + again;
}

const clock = new Intl.DateTimeFormat(undefined, { timeStyle: "medium" });

function clockTime(moment: string): string {
  const date = new Date(moment);
  return Number.isNaN(date.getTime()) ? dateTimeOf(moment) : clock.format(date);
}

/** What happened and what to do; a message that ends without a stop gets one. */
export function troubleWords({ code, message }: Trouble): string {
  const sentence = /[.!?]$/.test(message) ? message : `${message}.`;
  const { remedy } = errorDefinitions[code];
  return sentence.includes(remedy) ? sentence : `${sentence} ${remedy}`;
}

/** "1,204 photos wait for Qdrant"; undefined where none do. */
export function waitingWords({ waiting, state }: Qdrant): string | undefined {
  if (waiting === 0) return undefined;
  const wait = `${photos(waiting)} ${waiting === 1 ? "waits" : "wait"} for Qdrant`;
  const it = waiting === 1 ? "it is" : "they are";
  return state === "away" ? `${wait}: ${it} sent when it is back` : wait;
}

/** "12 photos are refused: ..."; undefined where none are. */
export function refusedWords({ refused, refusal }: Qdrant): string | undefined {
  if (refused === 0) return undefined;
  const are = `Qdrant refuses ${photos(refused)}`;
  return refusal ? `${are}: ${troubleWords(refusal)}` : `${are}.`;
}

/** How much lies in the server: "12,400 photos of this library, 30,000 in the collection". */
export function pointsWords({ points, allPoints }: Qdrant): string | undefined {
  if (points === null) return undefined;
  const own = `${photos(points)} of this library`;
  return allPoints === null || allPoints === points ? own : `${own}, ${count(allPoints)} in the collection`;
}

const keyPlaces: Record<NonNullable<Qdrant["keyKeptIn"]>, string> = {
  keychain: "A key is kept in the system’s keychain.",
  file: "A key is kept in a file that only you can read.",
  environment: "The key comes from the environment (SHOEBOX_QDRANT_API_KEY).",
};

/** Where the key is, never the key. */
export function keyWords(qdrant: VectorsStatus["qdrant"]): string | undefined {
  return qdrant?.keyKeptIn ? keyPlaces[qdrant.keyKeptIn] : undefined;
}

/** In a sentence, what a check found. */
export function checkWords(check: VectorsCheck): string {
  const { missing, unknown, differing, compared, isRepaired } = check;
  const found = [
    missing > 0 && `${photos(missing)} missing`,
    unknown > 0 && `${count(unknown)} that ${unknown === 1 ? "is" : "are"} not in the library`,
    differing > 0 && `${count(differing)} with another vector`,
  ].filter((part) => part !== false);
  const looked = `${count(compared)} ${compared === 1 ? "vector" : "vectors"} compared by value.`;
  if (found.length === 0) return `All ${photos(check.photos)} are there, and nothing else. ${looked}`;
  const list = found.length < 2 ? found.join("") : `${found.slice(0, -1).join(", ")} and ${found.at(-1)}`;
  return `${isRepaired ? "Repaired" : "Found"}: ${list}. ${looked}`;
}

/** Whether a check found anything that can be mended. */
export function isAmiss({ missing, unknown, differing }: VectorsCheck): boolean {
  return missing + unknown + differing > 0;
}

export const differenceWords: Record<VectorsCheck["differences"][number]["kind"], string> = {
  missing: "missing",
  unknown: "not in the library",
  differs: "another vector",
};
