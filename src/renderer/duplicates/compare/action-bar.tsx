import { Button, Kbd } from "@mantine/core";
import type { DuplicateGroup } from "../../../contract/index.ts";
import { fileSize } from "../../words/quantities.ts";
import { files } from "../words.ts";
import styles from "./compare.module.css";
import { type Marks, markedBytes } from "./marks.ts";
import type { ReviewActions } from "./review-actions.ts";

interface ActionBarProps {
  group: DuplicateGroup;
  marks: Marks;
  actions: ReviewActions;
}

/** What can be decided about a group, each with its key. */
export function ActionBar({ group, marks, actions }: ActionBarProps) {
  const isStack = group.tier === "same-moment";
  const isPlain = marks.size === group.members.length - 1 && !marks.has(group.keepFileId);
  return (
    <div className={styles.actions} role="toolbar" aria-label="Decisions">
      {!isStack && (
        <Action name="Keep the best" keys="B" isMain={isPlain} onClick={actions.onBest}>
          {group.bytesToWin > 0 && <span>wins {fileSize(group.bytesToWin)}</span>}
        </Action>
      )}
      <Action name="Keep this one" keys="K" onClick={actions.onKeepThis} />
      <Action name="Keep all" keys="A" onClick={actions.onKeepAll} />
      <Action name="Not duplicates" keys="N" onClick={actions.onNotDuplicates} />
      <Action name="Skip" keys="S" onClick={actions.onSkip} />
      {!isPlain && marks.size > 0 && (
        <Action
          name={`Move ${files(marks.size)} to the trash`}
          keys="Enter"
          isMain
          onClick={actions.onFollowMarks}
        >
          <span>wins {fileSize(markedBytes(group, marks))}</span>
        </Action>
      )}
    </div>
  );
}

interface ActionProps {
  name: string;
  keys: string;
  isMain?: boolean;
  onClick(): void;
  children?: React.ReactNode;
}

function Action({ name, keys, isMain = false, onClick, children }: ActionProps) {
  return (
    <Button
      variant={isMain ? "filled" : "default"}
      className={styles.action ?? ""}
      aria-keyshortcuts={keys}
      title={`${name} (${keys})`}
      onClick={onClick}
      rightSection={<Kbd aria-hidden="true">{keys}</Kbd>}
    >
      {name}
      {children}
    </Button>
  );
}
