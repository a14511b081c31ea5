import { join } from "node:path";
import {
  heldOutCaptionOf,
  type PlannedOriginal,
  planDemoLibrary,
  writeDemoLibrary,
} from "../../src/demo/index.ts";
import { type ModelAtWork, ranksOf, recallAt } from "./recall-of-photographs.ts";

export interface Recall {
  at1: number;
  at10: number;
}

export interface RecallOptions {
  directory: string;
  /** Photos to rank, copies left out. */
  photos: number;
  seed: number;
  atWork: ModelAtWork;
}

/**
 * Text-to-photo recall on a demo library that no training has seen: real files, read as any photo is, each looked for
 * by its first caption and by the wording that is held out of training.
 */
export async function measureRecall({
  directory,
  photos,
  seed,
  atWork,
}: RecallOptions): Promise<{ caption: Recall; heldOut: Recall }> {
  const originals = await writeOriginals(directory, photos, seed);
  const worded = originals.map((photo) => ({
    path: join(directory, photo.path),
    queries: [photo.captions[0] ?? "", heldOutCaptionOf(photo.scene)],
  }));
  const ranks = await ranksOf(worded, atWork);
  const recallOf = (query: number): Recall => {
    const own = ranks.filter((_, position) => position % 2 === query);
    return { at1: recallAt(own, 1), at10: recallAt(own, 10) };
  };
  return { caption: recallOf(0), heldOut: recallOf(1) };
}

async function writeOriginals(directory: string, photos: number, seed: number): Promise<PlannedOriginal[]> {
  // One photo in eight is a copy: enough are planned to leave so many originals.
  const count = Math.ceil(photos * 1.2) + 8;
  const originals = planDemoLibrary({ count, seed }).filter(
    (photo): photo is PlannedOriginal => "scene" in photo,
  );
  await writeDemoLibrary({ directory, count, seed });
  return originals.slice(0, photos);
}
