import { useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { removePhotos } from "./collection-calls.ts";
import { useCollections } from "./use-collections.ts";

interface Collecting {
  /** The one whose photos are shown. */
  collection: Collection | undefined;
  /** Photos for which a collection is being asked; undefined while none are. */
  collecting: readonly number[] | undefined;
  setCollecting(assetIds: readonly number[] | undefined): void;
  /** Asks for a collection for what is chosen; undefined where nothing is. */
  collect: (() => void) | undefined;
  /** Takes what is chosen out of the collection that is shown; undefined where that cannot be. */
  leave: (() => void) | undefined;
}

/** @param chosen this library's own photos that are chosen in the grid */
export function useCollecting(collectionId: number | undefined, chosen: readonly number[]): Collecting {
  const [collecting, setCollecting] = useState<readonly number[]>();
  const { collections } = useCollections();
  const collection = collections?.find((each) => each.collectionId === collectionId);
  const isAny = chosen.length > 0;
  return {
    collection,
    collecting,
    setCollecting,
    collect: isAny ? () => setCollecting(chosen) : undefined,
    leave: isAny && collection ? () => void removePhotos(collection, [...chosen]) : undefined,
  };
}
