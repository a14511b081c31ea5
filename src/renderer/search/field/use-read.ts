import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ReadQuery } from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import { queryClient } from "../../api/queries.ts";
import { carriedTo, nothingRead } from "./carry-spans.ts";

const debounceMillis = 100;

function readOptions(text: string) {
  return queryOptions({
    queryKey: ["read", text],
    queryFn: async ({ signal }) => ({ text, read: await client.search.read({ query: text }, { signal }) }),
  });
}

/** What a query is understood as, asked at once unless it is known. */
export async function readNow(text: string): Promise<ReadQuery> {
  return text.trim() === "" ? nothingRead : (await queryClient.fetchQuery(readOptions(text))).read;
}

/** What a query is understood as, a moment after the last key; what is known of a former one holds meanwhile. */
export function useRead(text: string): { read: ReadQuery; isRead: boolean } {
  const [rested] = useDebouncedValue(text, debounceMillis);
  // What was put there at once (a chip taken off, another page) is read at once.
  const asked = text.trim() === "" ? text : rested;
  const { data } = useQuery({
    ...readOptions(asked),
    enabled: asked.trim() !== "",
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (!data || text.trim() === "") return { read: nothingRead, isRead: text.trim() === "" };
    return { read: carriedTo(text, data), isRead: data.text === text };
  }, [data, text]);
}
