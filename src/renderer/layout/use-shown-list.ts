import { useEffect, useMemo } from "react";
import { useCollectionPhotos } from "../collections/collection-photos.ts";
import type { PhotoList } from "../grid/photo-list.ts";
import type { Place } from "../navigation/place.ts";
import { foundList } from "../search/found-list.ts";
import { resultsList } from "../search/results-list.ts";
import { useSearch } from "../search/use-search.ts";
import { noPhotos } from "../timeline/columns.ts";
import { usePhotos } from "../timeline/store.ts";
import { timelineList } from "../timeline/timeline-list.ts";

/** What is shown from this place: results of a search, the photos of a collection, or all. */
export function useShownList({ looking, collectionId, sort }: Place, isTyped: boolean) {
  const photos = usePhotos();
  const search = useSearch(looking, isTyped, collectionId, sort);
  const { columns, error } = useCollectionPhotos(collectionId, photos);
  const { results, answer } = search;
  const answered = answer?.query;
  const isSearching = looking.kind !== "nothing";
  const all = collectionId === undefined ? photos : (columns ?? noPhotos);
  const list = useMemo(
    () => (isSearching ? resultsList(results, answered) : timelineList(all)),
    [isSearching, results, answered, all],
  );
  const paged = useMemo(
    () => (looking.kind === "text" ? foundList(looking.query, collectionId, sort) : undefined),
    [looking, collectionId, sort],
  );
  const isKnown = collectionId === undefined || columns !== undefined || error !== null;
  return { list, search, paged, isSearching, isKnown };
}

/** Where a photo is in the list now; -1 when it is not in it. */
export function usePosition(list: PhotoList, assetId: number | undefined): number {
  return useMemo(() => (assetId === undefined ? -1 : list.positionOf(assetId)), [list, assetId]);
}

interface Sought {
  isSought: boolean;
  soughtPosition: number;
  search: ReturnType<typeof useSearch>;
}

/** A photo that was open before a reload may lie pages further on than what is known of the results. */
export function useSought({ isSought, soughtPosition, search }: Sought): void {
  const { results, hasNextPage, isFetching, fetchNextPage } = search;
  const isFurther = isSought && results.length <= soughtPosition;
  useEffect(() => {
    if (isFurther && hasNextPage && !isFetching) void fetchNextPage();
  }, [isFurther, hasNextPage, isFetching, fetchNextPage]);
}
