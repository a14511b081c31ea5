import { captionsOf } from "../captions.ts";
import { type Random, randomFrom } from "../random.ts";
import type { PictureSize } from "../render.ts";
import { randomScene, type Scene } from "../scene.ts";
import { type Event, eventNumber } from "./events.ts";
import { type Shot, shotOf } from "./shots.ts";

export type Transformation = "exact" | "reencoded" | "resized" | "cropped";

interface PlannedFile {
  /** Relative to the library's folder, with "/" between its parts. */
  path: string;
  captions: string[];
}

export interface PlannedOriginal extends PlannedFile {
  scene: Scene;
  size: PictureSize;
  shot: Shot;
}

export interface PlannedCopy extends PlannedFile {
  copyOf: string;
  transformation: Transformation;
  /** For accidents of the copy: quality, scale, where it is cut. */
  seed: string;
}

export type PlannedPhoto = PlannedOriginal | PlannedCopy;

export interface LibraryOptions {
  /** Files, copies included. */
  count: number;
  /** Another one gives other photos. */
  seed: number;
}

/** One photo in eight is a copy of an earlier one, as in most people's folders. */
const copyShare = 0.12;

const copyFolders = ["Backup", "Phone backup 2021", "To print", "From Anna", "Desktop/unsorted", "Slideshow"];

/** Everything about a demo library but its pixels: the same for the same options, on every machine. */
export function planDemoLibrary({ count, seed }: LibraryOptions): PlannedPhoto[] {
  const photos: PlannedPhoto[] = [];
  const originals: PlannedOriginal[] = [];
  const taken = new Set<string>();
  let event: Event | undefined;
  let number = 0;
  for (let index = 0; index < count; index++) {
    // "library" keeps these scenes apart from those of the training set.
    const random = randomFrom(`library ${seed} ${index}`);
    const original = originals.length > 3 && random.chance(copyShare) ? random.pick(originals) : undefined;
    if (original) {
      photos.push(planCopy(original, random, taken));
      continue;
    }
    if (!event || event.left === 0) event = eventNumber(number++, randomFrom(`event ${seed} ${number}`));
    event.left -= 1;
    const planned = planOriginal(event, random, taken);
    photos.push(planned);
    originals.push(planned);
  }
  return photos;
}

function planOriginal(event: Event, random: Random, taken: Set<string>): PlannedOriginal {
  const scene = randomScene(random);
  const { shot, size, fileName } = shotOf(event, random);
  return {
    path: unused(`${event.folder}/${fileName}`, taken),
    captions: captionsOf(scene),
    scene,
    size,
    shot,
  };
}

function planCopy(original: PlannedOriginal, random: Random, taken: Set<string>): PlannedCopy {
  const transformation = random.pick(["exact", "exact", "reencoded", "resized", "cropped"] as const);
  const name = original.path.slice(original.path.lastIndexOf("/") + 1);
  const stem = name.replace(/\.\w+$/, "");
  const suffix = { exact: "", reencoded: "_edited", resized: "_small", cropped: "_cropped" }[transformation];
  const extension = transformation === "exact" ? name.slice(stem.length) : ".jpg";
  const path = unused(`${random.pick(copyFolders)}/${stem}${suffix}${extension}`, taken);
  return {
    path,
    captions: original.captions,
    copyOf: original.path,
    transformation,
    seed: String(random.whole(0, 2 ** 31)),
  };
}

/** "IMG_0042 (2).jpg" where there is an "IMG_0042.jpg" already. */
function unused(path: string, taken: Set<string>): string {
  let candidate = path;
  for (let number = 2; taken.has(candidate.toLowerCase()); number++) {
    candidate = path.replace(/(\.\w+)$/, ` (${number})$1`);
  }
  taken.add(candidate.toLowerCase());
  return candidate;
}
