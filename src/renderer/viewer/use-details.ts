import { useQuery } from "@tanstack/react-query";
import type { PhotoDetails } from "../../contract/index.ts";
import { api } from "../api/queries.ts";

/** The facts of a photo; undefined while they come, and of one that only another library has. */
export function useDetails(assetId: number | undefined): PhotoDetails | undefined {
  const isOwn = assetId !== undefined && assetId > 0;
  const { data } = useQuery({
    ...api.photos.details.queryOptions({ input: { assetId: isOwn ? assetId : 1 } }),
    enabled: isOwn,
  });
  return isOwn ? data : undefined;
}
