import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ReadQuery } from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import { carriedTo, nothingRead } from "./carry-spans.ts";

const debounceMillis = 100;

/** What a query is understood as, a moment after the last key; what is known of a former one holds meanwhile. */
export function useRead(text: string): { read: ReadQuery; isRead: boolean } {
  const [rested] = useDebouncedValue(text, debounceMillis);
  // What was put there at once (a chip taken off, another page) is read at once.
  const asked = text.trim() === "" ? text : rested;
  const { data } = useQuery({
    queryKey: ["read", asked],
    queryFn: async ({ signal }) => ({
      text: asked,
      read: await client.search.read({ query: asked }, { signal }),
    }),
    enabled: asked.trim() !== "",
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (!data || text.trim() === "") return { read: nothingRead, isRead: text.trim() === "" };
    return { read: carriedTo(text, data), isRead: data.text === text };
  }, [data, text]);
}
