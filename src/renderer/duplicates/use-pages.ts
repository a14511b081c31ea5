import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { pagesOf } from "./pages.ts";
import type { GroupFilter } from "./use-groups.ts";

/** Flung past pages are not asked for. */
const settleMillis = 60;

interface Range {
  first: number;
  last: number;
}

const top: Range = { first: 0, last: 0 };

/** The pages that hold the rows in view and the group that is looked at with its neighbours. */
export function usePages(filter: GroupFilter) {
  const [settled, setSettled] = useState(top);
  const [index, setIndex] = useState(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another list starts at its top.
  useEffect(() => setSettled(top), [filter]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const key = [...new Set([...pagesOf(settled.first, settled.last), ...pagesOf(index - 1, index + 1)])]
    .sort((left, right) => left - right)
    .join(",");
  const pages = useMemo(() => key.split(",").map(Number), [key]);
  // Not a state: the screen is not drawn anew with every row that is scrolled past.
  const onRange = useCallback((first: number, last: number) => {
    clearTimeout(timer.current);
    timer.current = setTimeout(() => setSettled({ first, last }), settleMillis);
  }, []);
  return { pages, onRange, onIndex: setIndex };
}
