import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { client } from "../../api/connection.ts";
import { useRefreshWhileIndexing } from "../use-refresh-while-indexing.ts";

const debounceMillis = 150;

/** Of how many months, folders, cameras, ... the photos are that a query finds; while it cannot be understood, as before. */
export function useFacets(query: string, collectionId: number | undefined, valuesPerField: number) {
  const [rested] = useDebouncedValue(query, debounceMillis);
  // A search that stands asks for all of it anew itself.
  useRefreshWhileIndexing(query.trim() === "");
  return useQuery({
    queryKey: ["facets", rested, collectionId ?? "everywhere", valuesPerField],
    queryFn: ({ signal }) =>
      client.search.facets(
        { query: rested, valuesPerField, ...(collectionId !== undefined && { collectionId }) },
        { signal },
      ),
    placeholderData: keepPreviousData,
  });
}
