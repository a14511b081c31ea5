import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog/index.ts";
import { removeIndex } from "./index-file.ts";
import { stageNameOf } from "./stage-name.ts";

/** Vectors that are dropped in one transaction: some 20 ms of work. */
const droppedAtOnce = 2000;

/**
 * Deletes all that is kept of a model, whatever its revisions: vectors, stages, indexes. In steps, each whole: what is
 * not dropped when the process ends is still there afterwards.
 * @param exceptKey a revision that stays
 */
export async function dropVectorsOf(catalog: Catalog, id: string, exceptKey?: string): Promise<void> {
  for (const { modelId, key } of catalog.vectors.modelsNamed(id)) {
    if (key === exceptKey) continue;
    await inSteps(() => catalog.transaction(() => catalog.vectors.dropSome(modelId, droppedAtOnce)));
    const stage = catalog.stages.get(stageNameOf(key));
    if (stage) {
      const drop = () => catalog.stages.dropSome(stage.stageId, droppedAtOnce);
      await inSteps(() => catalog.transaction(drop));
    }
    catalog.transaction(() => catalog.vectors.removeModel(modelId));
    removeIndex(catalog.libraryDirectory, modelId);
  }
}

async function inSteps(step: () => number): Promise<void> {
  while (step() > 0) await setImmediate();
}
