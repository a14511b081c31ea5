import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { SearchAnswer, SortOrder } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { queryClient } from "../api/queries.ts";
import { isSameLooking, type Looking } from "../navigation/place.ts";
import { useRefreshWhileIndexing } from "./use-refresh-while-indexing.ts";

const debounceMillis = 150;
const pageSize = 120;

/** What is looked for, where, in what order. */
interface Sought {
  looking: Looking;
  collectionId: number | undefined;
  sort: SortOrder;
}

/** Which page of an order of photos. */
interface PageAt {
  offset: number;
  snapshot?: string | undefined;
}

const keyOf = ({ looking, collectionId, sort }: Sought) =>
  ["search", looking, collectionId ?? "everywhere", sort] as const;

async function ask(sought: Sought, { offset, snapshot }: PageAt, signal: AbortSignal): Promise<SearchAnswer> {
  const { looking, collectionId, sort } = sought;
  const page = { limit: pageSize, offset, ...(collectionId !== undefined && { collectionId }) };
  const query = looking.kind === "text" ? looking.query : "";
  const input = { query, sort, ...(snapshot !== undefined && { snapshot }), ...page };
  const answer = await client.search.text({ ...input, waitForModel: offset > 0 }, { signal });
  if (!answer.isModelLoading) return answer;
  // Shown while the rest is waited for, unless there is an answer already.
  const queryKey = keyOf(sought);
  const [known] = queryClient.getQueriesData({ queryKey, exact: true });
  if (known?.[1] === undefined) {
    queryClient.setQueryData(queryKey, { pages: [answer], pageParams: [{ offset: 0 }] });
  }
  return client.search.text(input, { signal });
}

/**
 * Results as they are typed for: a moment after the last key, stale answers dropped, more as they are scrolled to, in the
 * order that the first page had. While what is typed cannot be understood, the results of what could be stay.
 * @param isTyped false: what is looked for is asked at once
 * @param collectionId only its photos are meant
 * @returns isAwaited: what there is so far is not the answer to what is looked for now
 */
export function useSearch(
  looking: Looking,
  isTyped: boolean,
  collectionId?: number,
  sort: SortOrder = "relevance",
) {
  const [rested] = useDebouncedValue(looking, debounceMillis);
  const settled = isTyped ? rested : looking;
  const sought = { looking: settled, collectionId, sort };
  const query = useInfiniteQuery({
    queryKey: keyOf(sought),
    queryFn: ({ pageParam, signal }) => ask(sought, pageParam, signal),
    initialPageParam: { offset: 0 } as PageAt,
    getNextPageParam: ({ ranked, snapshot }, pages): PageAt | undefined => {
      // Behind the last one that came: what is gone since keeps its place in the order.
      const offset = pages.at(-1)?.results.at(-1)?.rank;
      return offset !== undefined && offset < ranked ? { offset, snapshot } : undefined;
    },
    enabled: settled.kind !== "nothing",
    placeholderData: keepPreviousData,
  });
  useRefreshWhileIndexing(settled.kind !== "nothing");

  const lastGood = useRef(query.data);
  if (query.data) lastGood.current = query.data;
  if (looking.kind === "nothing") lastGood.current = undefined;
  const isMistaken = query.error !== null && errorWords(query.error).code === "QUERY_INVALID";
  const data = query.data ?? (isMistaken ? lastGood.current : undefined);
  const results = useMemo(() => data?.pages.flatMap((page) => page.results) ?? [], [data]);
  const answer = data?.pages[0];
  const isUnsettled = !isSameLooking(settled, looking);
  const isPartial = query.isPlaceholderData || (answer?.isModelLoading ?? query.isPending);
  return { ...query, results, answer, isMistaken, isAwaited: isUnsettled || isPartial };
}
