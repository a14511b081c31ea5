import type { Catalog } from "../catalog/index.ts";
import { wordsStageName } from "../catalog/words.ts";
import { stageImportance } from "../stages/importance.ts";
import type { BatchResult, QueuedWork } from "../stages/queued-stage.ts";
import { wordsVersion } from "../words/written-text.ts";

/**
 * Reads what is written about photos into the full-text index: once for those that were in before there was one, and
 * where more was changed at once than the change itself could wait for. All else is read by the change.
 */
export function wordsStage(catalog: Catalog): QueuedWork {
  return {
    name: wordsStageName,
    title: "Reading names, titles and keywords",
    version: wordsVersion,
    importance: stageImportance.words,
    batchSize: 100,
    process: async (assetIds): Promise<BatchResult> => ({
      outcomes: new Map(assetIds.map((assetId) => [assetId, { kind: "done" }])),
      write: () => {
        for (const assetId of assetIds) catalog.words.read(assetId);
      },
    }),
  };
}
