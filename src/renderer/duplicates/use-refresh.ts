import { useEffect } from "react";
import { onLibraryEvent } from "../api/library-events.ts";
import { queryClient } from "../api/queries.ts";

const refreshMillis = 1500;

/** What everything that is shown of duplicates is kept under. */
export const duplicatesKey = ["duplicates"] as const;

/** Asks again for everything that is shown of duplicates; resolves when it is here. */
export function refreshDuplicates(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: duplicatesKey });
}

/** While photos are compared, groups come and grow: they are asked for now and then. */
export function useRefresh(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLibraryEvent((type) => {
      if (type !== "duplicates" && type !== "photos" && type !== "roots") return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void refreshDuplicates();
      }, refreshMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}
