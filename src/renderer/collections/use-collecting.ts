import type { Collection } from "../../contract/index.ts";
import { removePhotos } from "./collection-calls.ts";
import { useCollections } from "./use-collections.ts";

interface Collecting {
  /** The one whose photos are shown. */
  collection: Collection | undefined;
  /** Takes what is chosen out of the collection that is shown; undefined where that cannot be. */
  leave: (() => void) | undefined;
}

/** @param chosen this library's own photos that are chosen in the grid */
export function useCollecting(collectionId: number | undefined, chosen: readonly number[]): Collecting {
  const { collections } = useCollections();
  const collection = collections?.find((each) => each.collectionId === collectionId);
  const canLeave = collection && chosen.length > 0;
  return { collection, leave: canLeave ? () => void removePhotos(collection, [...chosen]) : undefined };
}
