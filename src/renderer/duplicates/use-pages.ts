import { useCallback, useEffect, useMemo, useState } from "react";
import { pagesOf } from "./pages.ts";
import type { GroupFilter } from "./use-groups.ts";

/** Flung past pages are not asked for. */
const settleMillis = 60;

interface Range {
  first: number;
  last: number;
}

/** The pages that hold the rows in view and the group that is looked at with its neighbours. */
export function usePages(filter: GroupFilter) {
  const [range, setRange] = useState<Range>({ first: 0, last: 0 });
  const [settled, setSettled] = useState(range);
  const [index, setIndex] = useState(0);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(range), settleMillis);
    return () => clearTimeout(timer);
  }, [range]);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top.
  useEffect(() => setSettled({ first: 0, last: 0 }), [filter]);
  const key = [...new Set([...pagesOf(settled.first, settled.last), ...pagesOf(index - 1, index + 1)])]
    .sort((left, right) => left - right)
    .join(",");
  const pages = useMemo(() => key.split(",").map(Number), [key]);
  const onRange = useCallback(
    (first: number, last: number) =>
      setRange((known) => (known.first === first && known.last === last ? known : { first, last })),
    [],
  );
  return { pages, onRange, onIndex: setIndex };
}
