import type { QueryKey } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LibraryEvent } from "../../contract/index.ts";
import { onLibraryEvent } from "./library-events.ts";
import { queryClient } from "./queries.ts";

/** What is kept under `queryKey` is asked for again when the library tells of one of these. Both are constants. */
export function useInvalidatedBy(types: readonly LibraryEvent["type"][], queryKey: QueryKey): void {
  useEffect(
    () =>
      onLibraryEvent((type) => {
        if (types.includes(type)) void queryClient.invalidateQueries({ queryKey });
      }),
    [types, queryKey],
  );
}
