import { useEffect } from "react";
import type { LibraryEvent } from "../../contract/index.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { queryClient } from "../api/queries.ts";

const refreshMillis = 4000;

/** What is asked of the library about a query, by the first part of its key. */
const asked = ["search", "facets", "read", "complete"];

/**
 * New photos came, those that were in got what they are found by, another caption among it, another model or another store
 * finds them, the server went or came back, or a collection that is searched is another.
 */
const newsForResults: ReadonlySet<LibraryEvent["type"]> = new Set([
  "photos",
  "stages",
  "models",
  "vectors",
  "collections",
  "captions",
]);

/** New photos join the results of a search that stands, and are counted, now and then. */
export function useRefreshWhileIndexing(isSearching: boolean): void {
  useEffect(() => {
    if (!isSearching) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLibraryEvent((type) => {
      if (!newsForResults.has(type) || timer !== undefined) return;
      timer = setTimeout(() => {
        timer = undefined;
        for (const key of asked) void queryClient.invalidateQueries({ queryKey: [key] });
      }, refreshMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [isSearching]);
}
