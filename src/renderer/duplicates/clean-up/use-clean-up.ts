import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type {
  CleanUpOutcome,
  CleanUpPreview,
  HistoryEntry,
  Rules,
  TakeOverRule,
} from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import { type ErrorWords, errorWords } from "../../api/error-words.ts";
import { api } from "../../api/queries.ts";
import { duplicatesKey, refreshAfterMoves } from "../use-refresh.ts";

const typingMillis = 200;
const progressMillis = 400;

/**
 * What these rules would do, asked again a moment after each change.
 * @returns isAwaited: what there is so far is what other rules would do
 */
export function useDryRun(rules: Rules | undefined, isWanted: boolean) {
  const [settled] = useDebouncedValue(rules, typingMillis);
  const asked = settled ?? rules;
  const dryRun = useQuery<CleanUpPreview>({
    queryKey: [...duplicatesKey, "preview", asked],
    queryFn: ({ signal }) => client.duplicates.preview(asked ? { rules: asked } : {}, { signal }),
    enabled: asked !== undefined && isWanted,
    placeholderData: keepPreviousData,
    gcTime: 0,
  });
  return { ...dryRun, isAwaited: dryRun.isFetching || asked !== rules };
}

/** Among them the clean-up that goes on, whatever a person does to collections meanwhile. */
const latestEntries = 50;

export type Applying =
  | { state: "idle" }
  | { state: "running"; moved: number }
  | { state: "done"; outcome: CleanUpOutcome }
  | { state: "failed"; words: ErrorWords };

/** Carries a clean-up out, and tells how far it is from the journal that it writes. */
export function useApplying(): [
  Applying,
  (rules: Rules, inherit: TakeOverRule[]) => Promise<CleanUpOutcome | undefined>,
] {
  const [applying, setApplying] = useState<Applying>({ state: "idle" });
  const apply = async (rules: Rules, inherit: TakeOverRule[]) => {
    setApplying({ state: "running", moved: 0 });
    const timer = setInterval(async () => {
      const entries: HistoryEntry[] = await client.history.list({ limit: latestEntries }).catch(() => []);
      const batch = entries.find((entry) => entry.kind === "clean-up");
      if (batch?.state !== "running") return;
      setApplying((now) => (now.state === "running" ? { state: "running", moved: batch.moved } : now));
    }, progressMillis);
    try {
      await api.duplicates.saveSettings.call({ ...(await client.duplicates.settings()), rules });
      const outcome = await client.duplicates.resolve({ rules, inherit });
      setApplying({ state: "done", outcome });
      return outcome;
    } catch (error) {
      setApplying({ state: "failed", words: errorWords(error) });
      return undefined;
    } finally {
      clearInterval(timer);
      await refreshAfterMoves();
    }
  };
  return [applying, apply];
}
