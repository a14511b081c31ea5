import { Button } from "@mantine/core";
import type { CollectionEntry } from "../../../contract/index.ts";
import { undoAction } from "../../collections/undo.ts";
import { dateTimeOf } from "../../words/dates.ts";
import styles from "./history.module.css";

/** Something that was done to collections; what is undone says so, and its undoing, further up, can be undone. */
export function CollectionLine({ action }: { action: CollectionEntry }) {
  const { actionId, title, doneAt, undoneAt } = action;
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
          onClick={() => void undoAction(actionId)}
        >
          Undo
        </Button>
      )}
    </li>
  );
}
