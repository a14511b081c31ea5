import { Button, SegmentedControl, Select } from "@mantine/core";
import { IconDownload, IconEyeOff, IconRefresh, IconRestore } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { type ErrorCode, errorDefinitions } from "../../contract/index.ts";
import { count, files } from "../words/quantities.ts";
import { exportProblems, ignoreProblems, retryProblems, unignoreProblems } from "./problem-actions.ts";
import { ProblemList } from "./problem-list.tsx";
import styles from "./problems.module.css";
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
        <Actions filter={filter} total={first.total} />
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
function Actions({ filter, total }: { filter: ProblemFilter; total: number }) {
  const { code, isIgnored } = filter;
  const selection = code === undefined ? {} : { code };
  const isNothing = total === 0;
  return (
    <div className={styles.actions}>
      {isIgnored ? (
        <Button
          variant="default"
          leftSection={<IconRestore size={16} />}
          disabled={isNothing}
          onClick={() => void unignoreProblems(selection)}
        >
          List all again
        </Button>
      ) : (
        <>
          <Button
            variant="default"
            leftSection={<IconRefresh size={16} />}
            disabled={isNothing}
            onClick={() => void retryProblems(selection)}
          >
            Try all again
          </Button>
          <Button
            variant="default"
            leftSection={<IconEyeOff size={16} />}
            disabled={isNothing}
            onClick={() => void ignoreProblems(selection)}
          >
            Ignore all
          </Button>
        </>
      )}
      <Button
        variant="default"
        leftSection={<IconDownload size={16} />}
        disabled={isNothing}
        onClick={() => void exportProblems(filter)}
      >
        Export CSV
      </Button>
    </div>
  );
}
