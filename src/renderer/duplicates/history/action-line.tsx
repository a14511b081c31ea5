import { Button } from "@mantine/core";
import type { CaptionEntry, CollectionEntry } from "../../../contract/index.ts";
import { undoCaptions } from "../../captions/caption-calls.ts";
import { undoCollecting } from "../../collections/undo.ts";
import { dateTimeOf } from "../../words/dates.ts";
import styles from "./history.module.css";

/** Something that was done to collections. */
export function CollectionLine({ action }: { action: CollectionEntry }) {
  return <ActionLine {...action} onUndo={() => void undoCollecting(action.actionId)} />;
}

/** Something that was done to captions. */
export function CaptionLine({ action }: { action: CaptionEntry }) {
  return <ActionLine {...action} onUndo={() => void undoCaptions(action.captionActionId)} />;
}

interface ActionLineProps {
  title: string;
  doneAt: string;
  undoneAt: string | null;
  onUndo(): void;
}

/** What is undone says so, and its undoing, further up, can be undone. */
function ActionLine({ title, doneAt, undoneAt, onUndo }: ActionLineProps) {
  return (
    <li className={styles.line}>
      <span className={styles.path}>
        {title}
        <small>
          {dateTimeOf(doneAt)}
          {undoneAt !== null && " · undone"}
        </small>
      </span>
      {undoneAt === null && (
        <Button
          size="xs"
          variant="default"
          aria-label={`Undo: ${title}, ${dateTimeOf(doneAt)}`}
          onClick={onUndo}
        >
          Undo
        </Button>
      )}
    </li>
  );
}
