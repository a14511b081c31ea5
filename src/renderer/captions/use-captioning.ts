import { useQuery } from "@tanstack/react-query";
import type { CaptionerCard, CaptionsStatus } from "../../contract/index.ts";
import type { Patience } from "../api/after-news.ts";
import { api } from "../api/queries.ts";
import { useRefreshedBy } from "../api/use-refreshed-by.ts";

const status = api.captions.status.queryOptions();
const captioners = api.captions.models.queryOptions();

/** What is under way is told of many times a second; people read more slowly. */
const patience: Patience = { captions: 600, stages: 600, models: 600, photos: 3000 };

/** Which captions are written, by what, and how far; undefined until it is known. */
export function useCaptionsStatus(): CaptionsStatus | undefined {
  useRefreshedBy(patience, status.queryKey);
  return useQuery(status).data;
}

/** Those that write captions: here, or to be had. */
export function useCaptioners(): readonly CaptionerCard[] | undefined {
  useRefreshedBy(patience, captioners.queryKey);
  return useQuery(captioners).data;
}

const seldom: Patience = { captions: 2000, models: 2000 };

/** Whether there is something that writes captions. */
export function useCanWriteCaptions(): boolean {
  useRefreshedBy(seldom, status.queryKey);
  const { data } = useQuery(status);
  return data !== undefined && data.captioner !== null;
}
