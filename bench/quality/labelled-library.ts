import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Core } from "../../src/core/index.ts";
import { createCore } from "../../src/core/index.ts";
import { groupsOf, randomFrom, type Scene, writeDemoLibrary } from "../../src/demo/index.ts";
import { type PlannedOriginal, planDemoLibrary } from "../../src/demo/library/plan.ts";
import { lights } from "../../src/demo/lights.ts";
import { places } from "../../src/demo/places.ts";
import { xmpPacket } from "../../test/helpers/xmp.ts";

/** Some 1,000 scenes and their copies. */
const library = { count: 1300, seed: 424_242 };

/** Photos that somebody wrote keywords about, as in most libraries: few, and not all there is to be said. */
const describedShare = 0.3;
const saidShare = 0.75;

/** A library of which it is known what each photo shows. */
export interface LabelledLibrary {
  core: Core;
  /** By asset ids, originals only. */
  scenes: ReadonlyMap<number, Scene>;
  originals: ReadonlyMap<number, PlannedOriginal>;
}

/** Draws it, indexes it with the shipped model, and closes it when the work is done. */
export async function withLabelledLibrary<Result>(
  directory: string,
  work: (labelled: LabelledLibrary) => Promise<Result>,
): Promise<Result> {
  const folder = join(directory, "photos");
  await writeDemoLibrary({ directory: folder, ...library });
  const originals = planDemoLibrary(library).filter((photo): photo is PlannedOriginal => "scene" in photo);
  for (const [number, { path, scene }] of originals.entries()) {
    const keywords = keywordsOf(scene, number);
    if (keywords.length > 0) await writeFile(join(folder, `${path}.xmp`), xmpPacket({ keywords }));
  }
  const core = await createCore({ libraryDirectory: join(directory, "library") });
  try {
    const { jobId } = await core.client.jobs.index({ directories: [folder] });
    for await (const _ of await core.client.jobs.progress({ jobId }));
    const { catalog } = core.context.services;
    const byPath = new Map(originals.map((original) => [join(folder, original.path), original]));
    const found = new Map<number, PlannedOriginal>();
    for (const assetId of (await core.client.search.assetIds({ query: "" })).assetIds) {
      for (const { path } of catalog.photos.filesOf(assetId)) {
        const original = byPath.get(path);
        if (original) found.set(assetId, original);
      }
    }
    const scenes = new Map([...found].map(([assetId, { scene }]) => [assetId, scene]));
    return await work({ core, originals: found, scenes });
  } finally {
    await core.close();
  }
}

function keywordsOf(scene: Scene, number: number): string[] {
  const random = randomFrom(`keywords ${number}`);
  if (!random.chance(describedShare)) return [];
  const words = [
    ...groupsOf(scene).map(({ kind }) => kind),
    random.pick(places[scene.place].words),
    random.pick(lights[scene.light].words),
  ];
  return words.filter(() => random.chance(saidShare));
}
