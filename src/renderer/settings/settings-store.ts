import { useQuery } from "@tanstack/react-query";
import type { Settings, SettingsAnswer } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { useInvalidatedBy } from "../api/use-invalidated-by.ts";
import { notify } from "../layout/notices.tsx";

const types = ["settings"] as const;
const query = api.settings.get.queryOptions();

export function useSettings(): SettingsAnswer | undefined {
  useInvalidatedBy(types, query.queryKey);
  return useQuery(query).data;
}

/** Saves what was changed; false when it could not be, which the person was told. */
export async function changeSettings(changes: Partial<Settings>): Promise<boolean> {
  try {
    queryClient.setQueryData(query.queryKey, await client.settings.set(changes));
    return true;
  } catch (error) {
    notify(errorWords(error));
    return false;
  }
}
