import type { Catalog } from "./catalog/index.ts";
import { wordsStageName } from "./catalog/words.ts";
import type { Duplicates } from "./duplicates/index.ts";
import { placesStage } from "./geography/places-stage.ts";
import type { ReadFactsParts } from "./ingest/read-facts.ts";
import { ReadingStage } from "./ingest/reading-stage.ts";
import { wordsStage } from "./search/words-stage.ts";
import { enterAll } from "./stages/enter-all.ts";
import { QueuedStage, type QueuedWork } from "./stages/queued-stage.ts";
import type { StageScheduler } from "./stages/scheduler.ts";
import type { PlacePool } from "./workers/place-pool.ts";

interface LibraryStagesParts extends ReadFactsParts {
  duplicates: Duplicates;
  placePool: PlacePool;
  onChange: () => void;
}

/** Adds the stages that every library has, those of its models apart; such as are there already stay. */
export async function addLibraryStages(stages: StageScheduler, parts: LibraryStagesParts): Promise<void> {
  const { catalog, duplicates } = parts;
  const addQueued = async (work: QueuedWork) => {
    if (!stages.progressOf(work.name)) stages.add(await QueuedStage.open(catalog, work));
  };
  await addQueued(wordsStage(catalog));
  const { name, version } = duplicates.finder;
  await enterAll(catalog, { name, version, hasQueue: false });
  if (!stages.progressOf(name)) stages.add(duplicates.finder);
  // What was read by an older version is read anew.
  await addQueued(new ReadingStage(parts));
  await addQueued(placesStage({ catalog, nameAll: parts.placePool.name }));
}

/** Of a great many texts that changed at once the rest is read in the background. */
export function readRestOfWords(stages: StageScheduler, catalog: Catalog): void {
  if (catalog.stages.counts(wordsStageName).left > 0) stages.wake(wordsStageName);
}
