import { useQuery } from "@tanstack/react-query";
import type { PhotoDetails } from "../../contract/index.ts";
import { api } from "../api/queries.ts";

/** The facts of a photo; undefined while they come. */
export function useDetails(assetId: number | undefined): PhotoDetails | undefined {
  const { data } = useQuery({
    ...api.photos.details.queryOptions({ input: { assetId: assetId ?? 1 } }),
    enabled: assetId !== undefined,
  });
  return assetId === undefined ? undefined : data;
}
