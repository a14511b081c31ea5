import { ActionIcon, Button } from "@mantine/core";
import { IconX } from "@tabler/icons-react";
import { useEffect, useSyncExternalStore } from "react";
import type { Action } from "../actions/action.ts";
import { tooltipOf } from "../actions/action-control.tsx";
import type { ErrorWords } from "../api/error-words.ts";
import styles from "./layout.module.css";

/** What can be done about it: undo, mostly. */
export interface NoticeAction {
  label: string;
  /** What does the same by its key, which the tooltip shows. */
  action?: Pick<Action<never>, "name" | "keys">;
  onClick(): void;
}

interface Notice extends ErrorWords {
  id: number;
  action: NoticeAction | undefined;
}

const shownMillis = 8000;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function set(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}

/** Says something in passing: what happened, to what, and what to do. */
export function notify(words: ErrorWords, action?: NoticeAction): void {
  lastId += 1;
  set([...notices, { ...words, action, id: lastId }].slice(-3));
}

/** Says that something went well. @param remedy what follows from it, or what to do next */
export function say(message: string, remedy = "", action?: NoticeAction): void {
  notify({ code: "", message, remedy }, action);
}

export function Notices() {
  const shown = useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => notices,
  );
  return (
    <div className={styles.notices} aria-live="polite">
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </div>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const { id, message, remedy, code, action } = notice;
  const close = () => set(notices.filter((other) => other.id !== id));
  // biome-ignore lint/correctness/useExhaustiveDependencies: the time runs from when it came.
  useEffect(() => {
    const timer = setTimeout(close, shownMillis);
    return () => clearTimeout(timer);
  }, [id]);
  return (
    <div className={styles.notice} role={code === "" ? "status" : "alert"}>
      <p>
        <strong>{message}</strong> {remedy}
      </p>
      {action && (
        <Button
          variant="subtle"
          size="compact-sm"
          title={action.action && tooltipOf(action.action, action.label)}
          onClick={() => {
            close();
            action.onClick();
          }}
        >
          {action.label}
        </Button>
      )}
      <ActionIcon variant="subtle" color="gray" aria-label="Dismiss" onClick={close}>
        <IconX size={16} />
      </ActionIcon>
    </div>
  );
}
