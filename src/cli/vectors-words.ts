import type { VectorsStatus } from "../contract/index.ts";
import { countOf, escapeControlCharacters, formatCount, formatSeconds } from "./format.ts";

/** "Qdrant at http://localhost:6333", "the library's own index". */
export function storeName({ qdrant }: VectorsStatus, store: VectorsStatus["inUse"]): string {
  if (store === "embedded") return "the library's own index";
  return `Qdrant at ${escapeControlCharacters(qdrant?.url ?? "an unknown address")}`;
}

const keyWords = {
  keychain: "in the system's keychain",
  file: "in a file that only you can read",
  environment: "from SHOEBOX_QDRANT_API_KEY",
} as const;

/** What a person asks of where photos are looked up. */
export function vectorFacts(status: VectorsStatus): [name: string, value: string][] {
  const { inUse, wanted, filling, models, qdrant } = status;
  const facts: [string, string][] = [["In use", storeName(status, inUse)]];
  if (wanted) facts.push(["Takes over soon", storeName(status, wanted)]);
  if (filling) {
    const { photosDone, photosTotal, secondsLeft } = filling;
    const left = secondsLeft === null ? "" : `, ${formatSeconds(secondsLeft)} left`;
    facts.push(["So far", `${formatCount(photosDone)} of ${countOf(photosTotal, "photo")}${left}`]);
  }
  for (const { key, dimensions, vectors } of models)
    facts.push(["Vectors", `${formatCount(vectors)} of ${key}, ${formatCount(dimensions)} dimensions`]);
  return qdrant ? [...facts, ...serverFacts(qdrant)] : facts;
}

function serverFacts(qdrant: NonNullable<VectorsStatus["qdrant"]>): [name: string, value: string][] {
  const { state, url, collection, serverVersion, keyKeptIn, waiting, points, allPoints, retryAt } = qdrant;
  const again =
    state === "away" && retryAt ? `, tried again at ${new Date(retryAt).toLocaleTimeString()}` : "";
  const facts: [string, string][] = [
    [
      "Server",
      `${escapeControlCharacters(url)}, ${state}${again}${serverVersion ? `, Qdrant ${serverVersion}` : ""}`,
    ],
    ["Collection", escapeControlCharacters(collection)],
  ];
  if (keyKeptIn) facts.push(["Key", keyWords[keyKeptIn]]);
  if (points !== null) {
    const others = allPoints !== null && allPoints > points ? ` of ${formatCount(allPoints)} in it` : "";
    facts.push(["Photos there", `${formatCount(points)}${others}`]);
  }
  if (waiting > 0)
    facts.push(["Waiting", `${countOf(waiting, "photo")} ${waiting === 1 ? "waits" : "wait"} for Qdrant`]);
  return facts;
}
