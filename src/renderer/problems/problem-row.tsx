import { IconRestore } from "@tabler/icons-react";
import { errorDefinitions, type Problem } from "../../contract/index.ts";
import { ActionControl } from "../actions/action-control.tsx";
import { fileNameOf } from "../search/results-list.ts";
import { dateTimeOf } from "../words/dates.ts";
import styles from "./problems.module.css";
import { type ProblemAct, problemHome } from "./problems-home.ts";

export const rowHeightPixels = 72;

const { retry, reveal, ignore } = problemHome.actions;

interface ProblemRowProps {
  problem: Problem;
  /** From 1 on. */
  row: number;
  top: number;
  isSelected: boolean;
  isIgnored: boolean;
  onSelect(): void;
  onAct(act: ProblemAct): void;
}

/** One file: which, why, since when, and what can be done about it. */
export function ProblemRow(props: ProblemRowProps) {
  const { problem, row, top, isSelected, isIgnored, onSelect, onAct } = props;
  const { fileId, path, code, message, outcome } = problem;
  const context = { isIgnored, onAct };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys.
    <div
      role="row"
      id={`problem-${fileId}`}
      aria-rowindex={row}
      aria-selected={isSelected}
      className={styles.row}
      style={{ top, height: rowHeightPixels }}
      onClick={onSelect}
    >
      <div role="gridcell" className={styles.file}>
        <strong>{fileNameOf(path)}</strong>
        <span title={path}>{path}</span>
      </div>
      <div role="gridcell" className={styles.reason} title={code}>
        <span>{message}</span>
        <small>{errorDefinitions[code].remedy}</small>
      </div>
      <div role="gridcell" className={styles.facts}>
        <span data-outcome={outcome}>{outcome === "failed" ? "Failed" : "Skipped"}</span>
        <small title={history(problem)}>{tried(problem)}</small>
      </div>
      <div role="gridcell" className={styles.rowActions}>
        <ActionControl action={retry} context={context} sizePixels={32} />
        <ActionControl action={reveal} context={context} sizePixels={32} />
        <ActionControl action={ignore} context={context} sizePixels={32}>
          {isIgnored && <IconRestore size={18} />}
        </ActionControl>
      </div>
    </div>
  );
}

function tried({ tries }: Problem): string {
  return tries === 1 ? "Tried once" : `Tried ${tries} times`;
}

function history({ firstSeen, lastSeen }: Problem): string {
  return `First ${dateTimeOf(firstSeen)}\nLast ${dateTimeOf(lastSeen)}`;
}
