import { useEffect } from "react";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";

const refreshMillis = 1500;

/** Grouping a large library anew takes the engine seconds: it is to spend most of its time otherwise. */
const restFactor = 10;

/** What everything that is shown of duplicates is kept under. */
export const duplicatesKey = ["duplicates"] as const;

/** Asks again for everything that is shown of duplicates; resolves when it is here. */
export function refreshDuplicates(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: duplicatesKey });
}

/** After files were moved: what stays may have taken facts over, or given them back. */
export async function refreshAfterMoves(): Promise<void> {
  const keys = [api.photos.details.key(), api.duplicates.inheritance.key()];
  for (const queryKey of keys) void queryClient.invalidateQueries({ queryKey });
  await refreshDuplicates();
}

/** While photos are indexed and compared, groups come and grow: they are asked for now and then. */
export function useRefresh(): void {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let restMillis = refreshMillis;
    const refresh = async () => {
      const startedAt = performance.now();
      await refreshDuplicates();
      restMillis = Math.max(refreshMillis, restFactor * (performance.now() - startedAt));
      timer = undefined;
    };
    const stop = onLibraryEvent((type) => {
      if (type === "jobs" || type === "problems") return;
      timer ??= setTimeout(() => void refresh(), restMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
}
