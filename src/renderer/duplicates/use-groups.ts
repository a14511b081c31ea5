import { useQueries } from "@tanstack/react-query";
import { useMemo, useRef } from "react";
import type { DuplicateGroup, DuplicateList, DuplicateTier } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { pageSize } from "./pages.ts";
import { duplicatesKey } from "./use-refresh.ts";

/** What is listed, and in which order. */
export interface GroupFilter {
  tier: DuplicateTier;
  order: "space" | "date" | "confidence";
  /** Undefined: all. */
  folder: string | undefined;
  format: string | undefined;
}

export interface Groups {
  /** Counts of all tiers under these filters, and how far comparing is; undefined until the first answer. */
  summary: DuplicateList | undefined;
  total: number;
  /** The answer to these very filters is here. */
  isKnown: boolean;
  error: unknown;
  /** Undefined while its page is on its way. */
  at(index: number): DuplicateGroup | undefined;
  /** -1 where it is not among those that are loaded. */
  indexOf(groupId: string): number;
}

/** Only the pages that are looked at are loaded, whatever the number of groups. */
export function useGroups(filter: GroupFilter, pages: readonly number[]): Groups {
  const answers = useQueries({
    queries: pages.map((page) => ({
      queryKey: [...duplicatesKey, "list", filter, page],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        client.duplicates.list(
          {
            tier: filter.tier,
            order: filter.order,
            ...(filter.folder === undefined ? {} : { folder: filter.folder }),
            ...(filter.format === undefined ? {} : { format: filter.format }),
            limit: pageSize,
            offset: page * pageSize,
          },
          { signal },
        ),
    })),
    combine: (results) => ({
      lists: results.map(({ data }) => data),
      error: results.find(({ error }) => error)?.error ?? undefined,
    }),
  });
  const { lists, error } = answers;
  const known = useRef<DuplicateList>(undefined);
  // Counts of the other tiers stay in view while this one's list comes.
  if (lists[0]) known.current = lists[0];
  return useMemo(() => {
    const byPage = new Map(pages.map((page, at) => [page, lists[at]]));
    return {
      summary: known.current,
      total: lists[0]?.total ?? 0,
      isKnown: lists[0] !== undefined,
      error,
      at: (index) => byPage.get(Math.floor(index / pageSize))?.groups[index % pageSize],
      indexOf: (groupId) => {
        for (const [page, list] of byPage) {
          const at = list?.groups.findIndex(({ id }) => id === groupId) ?? -1;
          if (at >= 0) return page * pageSize + at;
        }
        return -1;
      },
    };
  }, [pages, lists, error]);
}
