import { Button, SegmentedControl, Select } from "@mantine/core";
import { useMemo, useState } from "react";
import { type ErrorCode, errorDefinitions } from "../../contract/index.ts";
import { type Action, canRun } from "../actions/action.ts";
import { ActionTooltip } from "../actions/action-control.tsx";
import { useHome } from "../actions/active-homes.ts";
import { count, files } from "../words/quantities.ts";
import {
  exportProblems,
  ignoreProblems,
  retryProblems,
  undoIgnore,
  unignoreProblems,
} from "./problem-actions.ts";
import { ProblemList } from "./problem-list.tsx";
import styles from "./problems.module.css";
import { type ProblemsContext, problemsHome } from "./problems-home.ts";
import { type ProblemFilter, useProblems } from "./use-problems.ts";

const everything = "all";

/** Every file that was left out, with the reason in plain words and what can be done. */
export function ProblemsScreen() {
  const [code, setCode] = useState<string>(everything);
  const [isIgnored, setIgnored] = useState(false);
  const filter: ProblemFilter = { code: code === everything ? undefined : (code as ErrorCode), isIgnored };
  const query = useProblems(filter);
  const problems = useMemo(() => query.data?.pages.flatMap((page) => page.problems) ?? [], [query.data]);
  const first = query.data?.pages[0];
  const selection = filter.code === undefined ? {} : { code: filter.code };
  const context: ProblemsContext = {
    total: first?.total ?? 0,
    isIgnored,
    onRetryAll: () => void retryProblems(selection),
    onIgnoreAll: () => void ignoreProblems(selection),
    onListAllAgain: () => void unignoreProblems(selection),
    onExport: () => void exportProblems(filter),
    onUndo: undoIgnore,
  };
  useHome(problemsHome, context);
  if (!first) return null;
  if (!isIgnored && first.byCode.length === 0 && first.ignored === 0) return <NothingWrong />;
  const reasons = [
    { value: everything, label: "All reasons" },
    ...first.byCode.map(({ code: each, count: many }) => ({
      value: each,
      label: `${errorDefinitions[each].meaning} (${count(many)})`,
    })),
  ];
  const known = reasons.some(({ value }) => value === code) ? code : everything;
  return (
    <section className={styles.screen} aria-label="Problems">
      <header className={styles.header}>
        <div className={styles.title}>
          <h1>Problems</h1>
          <p>{isIgnored ? `${files(first.total)} ignored` : leftOut(first.total)}</p>
        </div>
        {(first.ignored > 0 || isIgnored) && (
          <SegmentedControl
            aria-label="Which files"
            size="xs"
            value={isIgnored ? "ignored" : "listed"}
            onChange={(value) => {
              setIgnored(value === "ignored");
              setCode(everything);
            }}
            data={[
              { value: "listed", label: "Listed" },
              { value: "ignored", label: `Ignored (${count(first.ignored)})` },
            ]}
          />
        )}
        <Select
          aria-label="Reason"
          className={styles.reasons ?? ""}
          data={reasons}
          value={known}
          allowDeselect={false}
          onChange={(value) => setCode(value ?? everything)}
        />
        <Actions context={context} />
      </header>
      {first.total === 0 ? (
        <p className={styles.emptyList}>
          {isIgnored ? "No file is ignored." : "Nothing is left here but what is ignored."}
        </p>
      ) : (
        <ProblemList
          problems={problems}
          total={first.total}
          isIgnored={isIgnored}
          onEnd={() => query.hasNextPage && !query.isFetching && query.fetchNextPage()}
        />
      )}
    </section>
  );
}

function leftOut(total: number): string {
  return `${files(total)} ${total === 1 ? "was" : "were"} left out`;
}

function NothingWrong() {
  return (
    <div className={styles.none}>
      <h1>Every file was read</h1>
      <p>Files that Shoebox cannot read are listed here, each with the reason and what can be done.</p>
    </div>
  );
}

/** What can be done with all that is shown at once. */
function Actions({ context }: { context: ProblemsContext }) {
  const { actions } = problemsHome;
  const offered = context.isIgnored ? [actions["list-all"]] : [actions["retry-all"], actions["ignore-all"]];
  return (
    <div className={styles.actions}>
      {[...offered, actions.export].map((action: Action<ProblemsContext>) => (
        <ActionTooltip key={action.name} action={action}>
          <Button
            variant="default"
            leftSection={action.icon && <action.icon size={16} />}
            disabled={!canRun(action, context)}
            onClick={() => action.run(context)}
          >
            {action.name}
          </Button>
        </ActionTooltip>
      ))}
    </div>
  );
}
