import { Select } from "@mantine/core";
import { useInfiniteQuery } from "@tanstack/react-query";
import { useVirtualizer } from "@tanstack/react-virtual";
import { useEffect, useMemo, useRef, useState } from "react";
import { type ErrorCode, errorDefinitions, type Problem } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { onLibraryEvent } from "../api/library-events.ts";
import { queryClient } from "../api/queries.ts";
import { fileNameOf } from "../search/results-list.ts";
import { dateTimeOf } from "../words/dates.ts";
import { count } from "../words/quantities.ts";
import styles from "./problems.module.css";

const rowHeightPixels = 72;
const pageSize = 200;
const everything = "all";

/** Every file that was left out, with the reason in plain words. */
export function ProblemsScreen() {
  const [code, setCode] = useState<string>(everything);
  const query = useProblems(code);
  const problems = useMemo(() => query.data?.pages.flatMap((page) => page.problems) ?? [], [query.data]);
  const first = query.data?.pages[0];
  const options = [
    { value: everything, label: "All reasons" },
    ...(first?.byCode ?? []).map(({ code: each, count: files }) => ({
      value: each,
      label: `${errorDefinitions[each].meaning} (${count(files)})`,
    })),
  ];
  if (first && first.byCode.length === 0) {
    return (
      <div className={styles.none}>
        <h1>Every file was read</h1>
        <p>Files that Shoebox cannot read are listed here, each with the reason and what can be done.</p>
      </div>
    );
  }
  return (
    <section className={styles.screen} aria-label="Problems">
      <header className={styles.header}>
        <div>
          <h1>Problems</h1>
          <p>{first && `${count(first.total)} ${first.total === 1 ? "file was" : "files were"} left out`}</p>
        </div>
        <Select
          aria-label="Reason"
          data={options}
          value={code}
          allowDeselect={false}
          onChange={(value) => setCode(value ?? everything)}
          w={340}
        />
      </header>
      <ProblemList
        problems={problems}
        onEnd={() => query.hasNextPage && !query.isFetching && query.fetchNextPage()}
      />
    </section>
  );
}

function useProblems(code: string) {
  useEffect(
    () =>
      onLibraryEvent((type) => {
        if (type === "problems" || type === "jobs")
          void queryClient.invalidateQueries({ queryKey: ["problems"] });
      }),
    [],
  );
  return useInfiniteQuery({
    queryKey: ["problems", code],
    queryFn: ({ pageParam, signal }) =>
      client.problems.list(
        { limit: pageSize, offset: pageParam, ...(code === everything ? {} : { code: code as ErrorCode }) },
        { signal },
      ),
    initialPageParam: 0,
    getNextPageParam: ({ total }, pages) => {
      const shown = pages.reduce((sum, { problems }) => sum + problems.length, 0);
      return shown < total ? shown : undefined;
    },
  });
}

function ProblemList({ problems, onEnd }: { problems: readonly Problem[]; onEnd(): void }) {
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPixels,
    overscan: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const lastIndex = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= problems.length - 20) onEnd();
  }, [lastIndex, problems.length, onEnd]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard.
    <div ref={scroller} className={styles.scroller} tabIndex={0} role="list" aria-label="Files with problems">
      <div className={styles.sheet} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {rows.map(({ index, start }) => (
          <ProblemRow key={problems[index]?.path} problem={problems[index] as Problem} top={start} />
        ))}
      </div>
    </div>
  );
}

function ProblemRow({ problem, top }: { problem: Problem; top: number }) {
  const { path, code, message, outcome, lastSeen, tries } = problem;
  return (
    <div role="listitem" className={styles.row} style={{ top, height: rowHeightPixels }}>
      <div className={styles.file}>
        <strong>{fileNameOf(path)}</strong>
        <span title={path}>{path}</span>
      </div>
      <div className={styles.reason}>
        <span>{message}</span>
        <small>{errorDefinitions[code].remedy}</small>
      </div>
      <div className={styles.facts}>
        <span data-outcome={outcome}>{outcome === "failed" ? "Failed" : "Skipped"}</span>
        <small title={`Tried ${tries} ${tries === 1 ? "time" : "times"}, last ${dateTimeOf(lastSeen)}`}>
          {code}
        </small>
      </div>
    </div>
  );
}
