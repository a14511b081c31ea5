import type { Catalog } from "../catalog/index.ts";
import type { TakenPlace } from "../catalog/place-names.ts";
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
      const outcomes = new Map(assetIds.map((assetId) => [assetId, outcomeOf(assetId)]));
      return {
        outcomes,
        write: () => {
          for (const assetId of movedSince(located, catalog.placeNames.located(assetIds))) {
            // Its turn comes again.
            outcomes.delete(assetId);
          }
          for (const assetId of outcomes.keys()) catalog.placeNames.put(assetId, namesOf.get(assetId) ?? []);
        },
      };
    },
  };
}

/** Photos that were found to be elsewhere while their names were looked up. */
function movedSince(before: readonly TakenPlace[], now: readonly TakenPlace[]): number[] {
  const keyOf = ({ latitude, longitude }: TakenPlace) => `${latitude},${longitude}`;
  const [was, is] = [before, now].map((places) => new Map(places.map((each) => [each.assetId, keyOf(each)])));
  const assetIds = new Set([...before, ...now].map(({ assetId }) => assetId));
  return [...assetIds].filter((assetId) => was?.get(assetId) !== is?.get(assetId));
}
