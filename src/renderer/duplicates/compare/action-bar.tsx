import { Button, Kbd } from "@mantine/core";
import type { ReactNode } from "react";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { type Action, labelOf } from "../../actions/action.ts";
import { tooltipOf } from "../../actions/action-control.tsx";
import { ariaKeys, printKeys } from "../../actions/key-press.ts";
import { fileSize } from "../../words/quantities.ts";
import { files } from "../words.ts";
import styles from "./compare.module.css";
import { type ComparingContext, comparingHome } from "./comparing-home.ts";
import { type Marks, markedBytes } from "./marks.ts";

interface ActionBarProps {
  group: DuplicateGroup;
  marks: Marks;
  context: ComparingContext;
}

const { actions } = comparingHome;

/** What can be decided about a group, each with its key. */
export function ActionBar({ group, marks, context }: ActionBarProps) {
  const isStack = group.tier === "same-moment";
  const isPlain = marks.size === group.members.length - 1 && !marks.has(group.keepFileId);
  return (
    <div className={styles.actions} role="toolbar" aria-label="Decisions">
      {!isStack && (
        <Decision action={actions.best} context={context} isMain={isPlain}>
          {group.bytesToWin > 0 && <span>wins {fileSize(group.bytesToWin)}</span>}
        </Decision>
      )}
      <Decision action={actions["keep-this"]} context={context} />
      <Decision action={actions["keep-all"]} context={context} />
      <Decision action={actions["not-duplicates"]} context={context} />
      <Decision action={actions.skip} context={context} />
      {!isPlain && marks.size > 0 && (
        <Decision
          action={actions["follow-marks"]}
          context={context}
          name={`Move ${files(marks.size)} to the trash`}
          isMain
        >
          <span>wins {fileSize(markedBytes(group, marks))}</span>
        </Decision>
      )}
    </div>
  );
}

interface DecisionProps {
  action: Action<ComparingContext>;
  context: ComparingContext;
  name?: string;
  isMain?: boolean;
  children?: ReactNode;
}

function Decision({ action, context, name = labelOf(action, context), isMain, children }: DecisionProps) {
  const { keys = [] } = action;
  return (
    <Button
      variant={isMain ? "filled" : "default"}
      className={styles.action ?? ""}
      aria-keyshortcuts={ariaKeys(keys)}
      title={tooltipOf(action, name)}
      onClick={() => action.run(context)}
      rightSection={<Kbd aria-hidden="true">{keys[0] && printKeys(keys[0])}</Kbd>}
    >
      {name}
      {children}
    </Button>
  );
}
