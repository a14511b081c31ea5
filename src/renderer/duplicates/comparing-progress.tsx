import { Progress } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { memo, useEffect, useRef, useState } from "react";
import type { DuplicateProgress } from "../../contract/index.ts";
import { api } from "../api/queries.ts";
import { count, duration } from "../words/quantities.ts";
import styles from "./duplicates.module.css";

const pollMillis = 1000;

/** How far comparing in the background is; nothing once it is done. */
export const ComparingProgress = memo(function ComparingProgress({
  progress,
}: {
  progress: DuplicateProgress;
}) {
  const isBehind = progress.checked < progress.total;
  const { data } = useQuery({
    ...api.duplicates.progress.queryOptions(),
    enabled: isBehind,
    refetchInterval: isBehind ? pollMillis : false,
    staleTime: 0,
  });
  const { checked, total } = isBehind && data && data.checked >= progress.checked ? data : progress;
  const secondsLeft = useSecondsLeft(checked, total);
  if (checked >= total) return null;
  return (
    <div className={styles.comparing} role="status">
      <span>
        Comparing photos: {count(checked)} of {count(total)}
        {secondsLeft !== undefined && `, ${duration(secondsLeft)} left`}
      </span>
      <Progress
        className={styles.comparingBar ?? ""}
        value={(checked / Math.max(1, total)) * 100}
        aria-label="Photos compared"
      />
    </div>
  );
});

/** From the pace since this was first shown; undefined until there is one. */
function useSecondsLeft(checked: number, total: number): number | undefined {
  const start = useRef<{ at: number; checked: number }>(undefined);
  const [seconds, setSeconds] = useState<number>();
  useEffect(() => {
    const now = performance.now();
    start.current ??= { at: now, checked };
    const done = checked - start.current.checked;
    const taken = (now - start.current.at) / 1000;
    if (done > 0 && taken > 1) setSeconds(((total - checked) / done) * taken);
  }, [checked, total]);
  return seconds;
}
