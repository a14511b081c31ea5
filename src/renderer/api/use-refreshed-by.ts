import type { QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LibraryEvent } from "../../contract/index.ts";
import { onLibraryEvent } from "./library-events.ts";
import { queryClient } from "./queries.ts";

/** How long each kind of news may be kept waiting, in milliseconds; what is left out is no news here. */
export type Patience = Partial<Record<LibraryEvent["type"], number>>;

/** What is kept under `queryKey` is asked for again, and not at each of many events. Both are constants. */
export function useRefreshedBy(patience: Patience, queryKey: QueryKey): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let dueAt = Number.POSITIVE_INFINITY;
    const refresh = () => {
      dueAt = Number.POSITIVE_INFINITY;
      void queryClient.invalidateQueries({ queryKey });
    };
    const stop = onLibraryEvent((type) => {
      const waitMillis = patience[type];
      if (waitMillis === undefined) return;
      const at = performance.now() + waitMillis;
      if (at >= dueAt) return;
      dueAt = at;
      clearTimeout(timer);
      timer = setTimeout(refresh, waitMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, [patience, queryKey]);
}
