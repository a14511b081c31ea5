import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import type { TileDescription } from "../../contract/index.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";

interface Tiles {
  description: TileDescription | undefined;
  isLoading: boolean;
  /** Why there are none. */
  trouble: string | undefined;
}

/** The tiles of a photo, made when they are wanted; given up when they are wanted no longer before they are made. */
export function useTiles(assetId: number, isWanted: boolean): Tiles {
  const options = api.photos.tiles.queryOptions({ input: { assetId } });
  const { data, error, isFetching } = useQuery({
    ...options,
    enabled: isWanted,
    staleTime: Number.POSITIVE_INFINITY,
  });
  useEffect(() => {
    if (!isWanted) return;
    const { queryKey } = api.photos.tiles.queryOptions({ input: { assetId } });
    return () => void queryClient.cancelQueries({ queryKey });
  }, [assetId, isWanted]);
  return {
    description: data,
    isLoading: isWanted && isFetching,
    trouble: isWanted && error && !isFetching ? troubleWords(error) : undefined,
  };
}

function troubleWords(error: unknown): string {
  const { code, message } = errorWords(error);
  const isAway = code === "ROOT_OFFLINE" || code === "VANISHED";
  return isAway ? "The original is away: no more of it can be shown." : `Not in full size: ${message}`;
}
