import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useEffect, useMemo } from "react";
import type { LibraryEvent, SearchAnswer } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { queryClient } from "../api/queries.ts";
import { isSameLooking, type Looking } from "../navigation/place.ts";

const debounceMillis = 150;
const pageSize = 120;
const refreshMillis = 4000;

const keyOf = (looking: Looking, collectionId: number | undefined) =>
  ["search", looking, collectionId ?? "everywhere"] as const;

async function ask(
  looking: Looking,
  collectionId: number | undefined,
  offset: number,
  signal: AbortSignal,
): Promise<SearchAnswer> {
  const page = { limit: pageSize, offset, ...(collectionId !== undefined && { collectionId }) };
  if (looking.kind === "similar")
    return client.search.similar({ assetId: looking.assetId, ...page }, { signal });
  const query = looking.kind === "text" ? looking.query : "";
  const waitForModel = offset > 0;
  const answer = await client.search.text({ query, waitForModel, ...page }, { signal });
  if (!answer.isModelLoading) return answer;
  // Shown while the rest is waited for, unless there is an answer already.
  const queryKey = keyOf(looking, collectionId);
  const [known] = queryClient.getQueriesData({ queryKey, exact: true });
  if (known?.[1] === undefined) {
    queryClient.setQueryData(queryKey, { pages: [answer], pageParams: [0] });
  }
  return client.search.text({ query, ...page }, { signal });
}

/**
 * Results as they are typed for: a moment after the last key, stale answers dropped, more as they are scrolled to.
 * @param isTyped false: what is looked for is asked at once
 * @param collectionId only its photos are meant
 * @returns isAwaited: what there is so far is not the answer to what is looked for now
 */
export function useSearch(looking: Looking, isTyped: boolean, collectionId?: number) {
  const [rested] = useDebouncedValue(looking, debounceMillis);
  const settled = isTyped ? rested : looking;
  const query = useInfiniteQuery({
    queryKey: keyOf(settled, collectionId),
    queryFn: ({ pageParam, signal }) => ask(settled, collectionId, pageParam, signal),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, { results }) => sum + results.length, 0);
      return shown < total && (pages.at(-1)?.results.length ?? 0) > 0 ? shown : undefined;
    },
    enabled: settled.kind !== "nothing",
    placeholderData: keepPreviousData,
  });
  useRefreshWhileIndexing(settled.kind !== "nothing");
  const results = useMemo(() => query.data?.pages.flatMap((page) => page.results) ?? [], [query.data]);
  const answer = query.data?.pages[0];
  const isUnsettled = !isSameLooking(settled, looking);
  const isPartial = query.isPlaceholderData || (answer?.isModelLoading ?? query.isPending);
  return { ...query, results, answer, isAwaited: isUnsettled || isPartial };
}

/**
 * New photos came, those that were in got what they are found by, another model or another store finds them, the server
 * went or came back, or a collection that is searched is another.
 */
const newsForResults: ReadonlySet<LibraryEvent["type"]> = new Set([
  "photos",
  "stages",
  "models",
  "vectors",
  "collections",
]);

/** New photos join the results of a search that stands, now and then. */
function useRefreshWhileIndexing(isSearching: boolean): void {
  useEffect(() => {
    if (!isSearching) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLibraryEvent((type) => {
      if (!newsForResults.has(type) || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        void queryClient.invalidateQueries({ queryKey: ["search"] });
      }, refreshMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [isSearching]);
}
