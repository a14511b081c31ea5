import { useQuery } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import type { LibraryEvent, ModelList } from "../../contract/index.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { api, queryClient } from "../api/queries.ts";

/** While something is under way, it is told of ten times a second; people read more slowly. */
const quietMillis: Partial<Record<LibraryEvent["type"], number>> = {
  models: 400,
  // How far a switch is.
  stages: 400,
  // How many photos a model has to know.
  photos: 3000,
};

const query = api.models.list.queryOptions();

/** Asks again for the models; resolves when they are here. */
export function refreshModels(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: query.queryKey });
}

/** The models as they are now; undefined until they are known. */
export function useModels(): ModelList | undefined {
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const stop = onLibraryEvent((type) => {
      const waitMillis = quietMillis[type];
      if (waitMillis === undefined) return;
      timer ??= setTimeout(() => {
        timer = undefined;
        void refreshModels();
      }, waitMillis);
    });
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return useQuery(query).data;
}

/** Results of the model before are none of the one that took over: what is shown is asked for again. */
export function useSearchFollowsModel(list: ModelList | undefined): void {
  const inUse = list?.models.find(({ isInUse }) => isInUse);
  const key = list && (inUse ? `${inUse.id}@${inUse.revision}` : "none");
  const last = useRef<string>(undefined);
  useEffect(() => {
    if (key === undefined) return;
    const isSwitch = last.current !== undefined && last.current !== key;
    last.current = key;
    if (!isSwitch) return;
    for (const queryKey of [["search"], api.search.key(), api.library.stats.key()]) {
      void queryClient.invalidateQueries({ queryKey });
    }
  }, [key]);
}
