import { useQuery } from "@tanstack/react-query";
import { client } from "../api/connection.ts";
import { useRefresh } from "./use-refresh.ts";

/** Groups of all tiers, for the rail; undefined until they are known. */
export function useGroupCount(): number | undefined {
  useRefresh();
  const { data } = useQuery({
    queryKey: ["duplicates", "count"],
    queryFn: ({ signal }) => client.duplicates.list({ limit: 1 }, { signal }),
  });
  return data?.total;
}
