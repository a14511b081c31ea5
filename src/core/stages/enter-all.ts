import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog/index.ts";
import type { NewStage, StageRow } from "../catalog/stages.ts";

/** Makes a stage known to the catalog, with a row for every photo that is in; in steps of some milliseconds. */
export async function enterAll(catalog: Catalog, stage: NewStage): Promise<StageRow> {
  const row = catalog.transaction(() => catalog.stages.register(stage));
  while (stage.hasQueue && catalog.transaction(() => catalog.stages.enterSome(row))) await setImmediate();
  return row;
}
