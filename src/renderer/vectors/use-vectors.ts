import { useQuery } from "@tanstack/react-query";
import type { VectorsStatus } from "../../contract/index.ts";
import type { Patience } from "../api/after-news.ts";
import { api, queryClient } from "../api/queries.ts";
import { useRefreshedBy } from "../api/use-refreshed-by.ts";

/** While a server is filled, news of that come ten times a second; people read more slowly. */
const patience: Patience = { vectors: 100, stages: 400, photos: 3000, models: 1000 };

const query = api.vectors.status.queryOptions();

/** Where vectors are looked up now; undefined until that is known. */
export function useVectors(): VectorsStatus | undefined {
  useRefreshedBy(patience, query.queryKey);
  return useQuery(query).data;
}

/** What a call answered is what is shown. */
export function putStatus(status: VectorsStatus): void {
  queryClient.setQueryData(query.queryKey, status);
}

/** For what there is only where a server is searched. */
export function useIsQdrantInUse(): boolean {
  return useVectors()?.inUse === "qdrant";
}
