import { useQuery } from "@tanstack/react-query";
import type { LibraryEvent, StageProgress } from "../../contract/index.ts";
import { api } from "../api/queries.ts";
import { useInvalidatedBy } from "../api/use-invalidated-by.ts";

const news: readonly LibraryEvent["type"][] = ["stages"];
const stagesKey = api.jobs.stages.key();

/** The work in the background, as it is now. */
export function useStages(): readonly StageProgress[] {
  useInvalidatedBy(news, stagesKey);
  const { data } = useQuery(api.jobs.stages.queryOptions());
  return data ?? [];
}
