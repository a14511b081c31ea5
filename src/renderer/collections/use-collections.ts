import { useQuery } from "@tanstack/react-query";
import type { Collection, CollectionStats } from "../../contract/index.ts";
import { api, queryClient } from "../api/queries.ts";
import { useRefreshedBy } from "../api/use-refreshed-by.ts";

/** Photos that come in while a library is indexed change counts and covers: seldom is often enough. */
const patience = { collections: 0, photos: 3000, roots: 1000 } as const;

const list = api.collections.list.queryOptions();
const everything = api.collections.key();

/** Asks again for everything that is shown of collections; resolves when it is here. */
export function refreshCollections(): Promise<void> {
  return queryClient.invalidateQueries({ queryKey: everything });
}

export interface Collections {
  /** By name; undefined until they are known. */
  collections: readonly Collection[] | undefined;
  error: unknown;
}

export function useCollections(): Collections {
  useRefreshedBy(patience, everything);
  const { data, error } = useQuery(list);
  return { collections: data, error };
}

/** undefined while it is not known, or there is no such collection. */
export function useCollectionStats(collectionId: number): CollectionStats | undefined {
  return useQuery(api.collections.stats.queryOptions({ input: { collectionId } })).data;
}
