import type { Catalog } from "../catalog/index.ts";
import { stageImportance } from "../stages/importance.ts";
import type { BatchResult, Outcome, QueuedWork } from "../stages/queued-stage.ts";
import type { Coordinates } from "./place-namer.ts";

/** Raised when places are named otherwise: all are named anew then. The triggers of migration 0019 know the stage's name. */
export const placesStageName = "places";
const placesVersion = 1;

interface PlacesParts {
  catalog: Catalog;
  /** The names of each place, in the same order. */
  nameAll: (places: readonly Coordinates[]) => Promise<string[][]>;
}

/** Names where photos were taken, without a network: of those that say where. */
export function placesStage({ catalog, nameAll }: PlacesParts): QueuedWork {
  return {
    name: placesStageName,
    title: "Naming places",
    version: placesVersion,
    importance: stageImportance.places,
    batchSize: 250,
    process: async (assetIds): Promise<BatchResult> => {
      const located = catalog.placeNames.located(assetIds);
      // Where nobody says where anything was taken, nothing is read for it.
      const names = located.length === 0 ? [] : await nameAll(located);
      const namesOf = new Map(located.map(({ assetId }, index) => [assetId, names[index] ?? []]));
      const outcomeOf = (assetId: number): Outcome => ({ kind: namesOf.has(assetId) ? "done" : "unwanted" });
      return {
        outcomes: new Map(assetIds.map((assetId) => [assetId, outcomeOf(assetId)])),
        write: () => {
          for (const assetId of assetIds) catalog.placeNames.put(assetId, namesOf.get(assetId) ?? []);
        },
      };
    },
  };
}
