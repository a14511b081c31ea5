import { useVirtualizer } from "@tanstack/react-virtual";
import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import type { Problem } from "../../contract/index.ts";
import { useHome } from "../actions/active-homes.ts";
import { rowMoves } from "../keys/row-moves.ts";
import { ignoreProblems, retryProblems, revealProblem, unignoreProblems } from "./problem-actions.ts";
import { ProblemRow, rowHeightPixels } from "./problem-row.tsx";
import styles from "./problems.module.css";
import { type ProblemAct, problemHome } from "./problems-home.ts";

interface ProblemListProps {
  problems: readonly Problem[];
  total: number;
  isIgnored: boolean;
  onEnd(): void;
}

/** So many rows before the last one that is known, more are asked for. */
const rowsAhead = 20;

/** The list: only what is in view is drawn. Arrow keys move, the others are for the file that is chosen. */
export function ProblemList({ problems, total, isIgnored, onEnd }: ProblemListProps) {
  const scroller = useRef<HTMLDivElement>(null);
  const [selectedId, setSelectedId] = useState<number>();
  const selected = problems.findIndex(({ fileId }) => fileId === selectedId);
  const virtualizer = useVirtualizer({
    count: problems.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowHeightPixels,
    overscan: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const lastIndex = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastIndex >= problems.length - rowsAhead) onEnd();
  }, [lastIndex, problems.length, onEnd]);

  const select = (index: number) => {
    setSelectedId(problems[index]?.fileId);
    virtualizer.scrollToIndex(index);
  };
  const act = (what: ProblemAct, index: number) => {
    const fileId = problems[index]?.fileId;
    if (fileId === undefined) return;
    if (what === "reveal") return void revealProblem(fileId);
    if (what === "retry") return void retryProblems({ fileIds: [fileId] });
    // The one that comes into its place, or the last.
    setSelectedId((problems[index + 1] ?? problems[index - 1])?.fileId);
    scroller.current?.focus();
    void (isIgnored ? unignoreProblems({ fileIds: [fileId] }) : ignoreProblems({ fileIds: [fileId] }));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const inView = (scroller.current?.clientHeight ?? 0) / rowHeightPixels;
    const move = rowMoves({ count: problems.length, selected, inView, select })[event.key];
    if (!move) return;
    event.preventDefault();
    move();
  };
  const context = { isIgnored, onAct: (what: ProblemAct) => act(what, selected) };
  useHome(problemHome, selected >= 0 ? context : undefined, { scope: scroller });
  return (
    <div
      ref={scroller}
      className={styles.scroller}
      tabIndex={0}
      role="grid"
      aria-label="Files with problems"
      aria-rowcount={total}
      aria-activedescendant={selected >= 0 ? `problem-${selectedId}` : undefined}
      onKeyDown={onKeyDown}
    >
      <div className={styles.sheet} style={{ height: virtualizer.getTotalSize() }} role="presentation">
        {rows.map(({ index, start }) => {
          const problem = problems[index];
          if (!problem) return null;
          return (
            <ProblemRow
              key={problem.fileId}
              problem={problem}
              row={index + 1}
              top={start}
              isSelected={index === selected}
              isIgnored={isIgnored}
              onSelect={() => select(index)}
              onAct={(what) => act(what, index)}
            />
          );
        })}
      </div>
    </div>
  );
}
