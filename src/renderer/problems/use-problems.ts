import { useInfiniteQuery } from "@tanstack/react-query";
import type { ErrorCode } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { useInvalidatedBy } from "../api/use-invalidated-by.ts";

const pageSize = 200;
const events = ["problems", "jobs"] as const;
const queryKey = ["problems"] as const;

/** Which problems are shown: of one reason or all, the ignored ones or the others. */
export interface ProblemFilter {
  code: ErrorCode | undefined;
  isIgnored: boolean;
}

export function problemFilterInput({ code, isIgnored }: ProblemFilter) {
  return { isIgnored, ...(code === undefined ? {} : { code }) };
}

/** The list as far as it was scrolled to, asked for again when it changes. */
export function useProblems(filter: ProblemFilter) {
  useInvalidatedBy(events, queryKey);
  return useInfiniteQuery({
    queryKey: [...queryKey, filter.code, filter.isIgnored],
    queryFn: ({ pageParam, signal }) =>
      client.problems.list({ limit: pageSize, offset: pageParam, ...problemFilterInput(filter) }, { signal }),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, { problems }) => sum + problems.length, 0);
      return shown < total ? shown : undefined;
    },
    placeholderData: (previous) => previous,
  });
}
