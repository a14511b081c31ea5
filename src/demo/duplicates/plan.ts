import { eventNumber } from "../library/events.ts";
import { type Shot, shotOf } from "../library/shots.ts";
import { randomFrom } from "../random.ts";
import type { PictureSize } from "../render.ts";
import { randomScene, type Scene } from "../scene.ts";
import { hardNegativesOf, type NegativeKind } from "./hard-negatives.ts";

/** What is done to an original; the number is a quality, a part of the size in percent, or degrees. */
export const copyTransformations = [
  "identical",
  "jpeg-90",
  "jpeg-70",
  "jpeg-50",
  "jpeg-30",
  "webp-60",
  "png",
  "resized-75",
  "resized-50",
  "resized-25",
  "cropped-95",
  "cropped-90",
  "cropped-80",
  "rotated-1",
  "rotated-3",
  "rotated-filled-2",
  "brighter",
  "contrast",
  "saturated",
  "warmer",
  "greyscale",
  "bordered-white",
  "bordered-black",
  "watermark-centre",
  "watermark-corner",
  "date-stamp",
] as const;
export type CopyTransformation = (typeof copyTransformations)[number];

/** Copies only for those who ask for them. */
export const turnedTransformations = ["mirrored", "turned-90", "turned-180"] as const;
export type TurnedTransformation = (typeof turnedTransformations)[number];

/** A line of duplicates.jsonl: the truth about one file. */
export interface LabelledFile {
  /** Relative to the set's folder, with "/" between its parts. */
  path: string;
  /** Files with the same `picture` are copies of each other, all others are not. */
  picture: string;
  /** Pictures with the same `moment` were taken within seconds of each other. */
  moment: string;
  how: "original" | CopyTransformation | TurnedTransformation | NegativeKind;
}

export interface PlannedShot extends LabelledFile {
  scene: Scene;
  size: PictureSize;
  shot: Shot;
  /** Without any metadata, as pictures from the web are. */
  isStripped: boolean;
}

export interface PlannedTransformation extends LabelledFile {
  copyOf: string;
  how: CopyTransformation | TurnedTransformation;
  /** For accidents: where it is cut, what is written on it. */
  seed: string;
  /** Editors keep a camera's metadata, the web takes it off. */
  keepsMetadata: boolean;
}

export type PlannedLabelled = PlannedShot | PlannedTransformation;

export interface DuplicateSetOptions {
  /** Originals; each comes with a copy for every transformation and with its hard negatives. */
  originals: number;
  seed: number;
}

const sizes: readonly PictureSize[] = [
  { width: 1600, height: 1200 },
  { width: 1536, height: 1024 },
  { width: 1024, height: 1536 },
  { width: 1280, height: 960 },
  { width: 1080, height: 1080 },
];

/** Everything about a labelled set of duplicates but its pixels: the same for the same options, on every machine. */
export function planDuplicateSet({ originals, seed }: DuplicateSetOptions): PlannedLabelled[] {
  return Array.from({ length: originals }, (_, index) => planFamily(index, seed)).flat();
}

function planFamily(index: number, seed: number): PlannedLabelled[] {
  const random = randomFrom(`duplicates ${seed} ${index}`);
  const { shot } = shotOf(eventNumber(index, random), random);
  const name = `picture ${String(index).padStart(4, "0")}`;
  const original: PlannedShot = {
    path: `originals/${name}.jpg`,
    picture: name,
    moment: name,
    how: "original",
    scene: randomScene(random),
    size: random.pick(sizes),
    shot: { ...shot, format: "jpeg", quality: random.whole(85, 96), orientation: 1 },
    isStripped: random.chance(0.25),
  };
  const copies = [...copyTransformations, ...turnedTransformations].map((how) => planCopy(original, how));
  const negatives = hardNegativesOf(original, random);
  // A copy of a hard negative is the hardest: nothing but its pixels says which of the two it was made from.
  const burst = negatives.find(({ how }) => how === "burst");
  return [original, ...copies, ...negatives, ...(burst ? [planCopy(burst, "jpeg-70")] : [])];
}

function planCopy(original: PlannedShot, how: PlannedTransformation["how"]): PlannedTransformation {
  const random = randomFrom(`${original.path} ${how} ${original.scene.backgroundSeed}`);
  const stem = original.path.slice(original.path.lastIndexOf("/") + 1, -".jpg".length);
  const extension = how === "png" || how === "webp-60" ? how.slice(0, 4).replace("-", "") : "jpg";
  return {
    path: `${how}/${stem}.${extension}`,
    picture: original.picture,
    moment: original.moment,
    how,
    copyOf: original.path,
    seed: String(random.whole(0, 2 ** 31)),
    keepsMetadata: random.chance(0.5),
  };
}
