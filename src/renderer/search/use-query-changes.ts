import { useCallback, useRef } from "react";
import type { QueryTerm } from "../../contract/index.ts";
import { readNow } from "./field/use-read.ts";

/** A query made of another one, whose terms are known. */
export type QueryChange = (query: string, terms: readonly QueryTerm[]) => string;

/** Changes that are made one after the other, each to the query that the one before left, however fast they come. */
export function useQueryChanges(query: string, onQuery: (query: string) => void) {
  const latest = useRef({ query, onQuery });
  latest.current = { query, onQuery };
  const chain = useRef(Promise.resolve());
  return useCallback((change: QueryChange) => {
    chain.current = chain.current.then(async () => {
      const { query: before } = latest.current;
      const { terms } = await readNow(before).catch(() => ({ terms: [] }));
      const { query: now, onQuery: set } = latest.current;
      // Something else was typed meanwhile: that is what is meant.
      if (now !== before) return;
      const after = change(before, terms);
      latest.current = { query: after, onQuery: set };
      set(after);
    });
  }, []);
}
