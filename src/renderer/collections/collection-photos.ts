import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { client } from "../api/connection.ts";
import { api } from "../api/queries.ts";
import type { PhotoColumns } from "../timeline/columns.ts";
import { rowsOf } from "../timeline/rows-of.ts";

/** So many numbers are read in a few milliseconds. */
const pageSize = 50_000;

/** Which photos are in a collection, and what the timeline knows of them. */
export function useCollectionPhotos(collectionId: number | undefined, photos: PhotoColumns) {
  const { data, error } = useQuery({
    queryKey: [...api.collections.photos.key(), collectionId],
    queryFn: ({ signal }) => membersOf(collectionId ?? 0, signal),
    enabled: collectionId !== undefined,
  });
  const columns = useMemo(() => data && rowsOf(photos, data), [photos, data]);
  return { columns: collectionId === undefined ? undefined : columns, error };
}

async function membersOf(collectionId: number, signal: AbortSignal): Promise<ReadonlySet<number>> {
  const members = new Set<number>();
  for (let offset = 0, total = 1; offset < total; offset += pageSize) {
    const page = await client.collections.photos({ collectionId, limit: pageSize, offset }, { signal });
    total = page.total;
    for (const assetId of page.assetIds) members.add(assetId);
  }
  return members;
}
