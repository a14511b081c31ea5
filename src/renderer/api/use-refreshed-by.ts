import type { QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import { afterNews, type Patience } from "./after-news.ts";
import { queryClient } from "./queries.ts";

/** What is kept under `queryKey` is asked for again, and not at each of many events. Both are constants. */
export function useRefreshedBy(patience: Patience, queryKey: QueryKey): void {
  useEffect(
    () => afterNews(patience, () => void queryClient.invalidateQueries({ queryKey })).end,
    [patience, queryKey],
  );
}
