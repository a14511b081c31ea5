import { useSyncExternalStore } from "react";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import { refreshCollections } from "./use-collections.ts";

/** Something that was done to a collection. */
interface Done {
  actionId: number;
  /** "“Holiday” is deleted." */
  message: string;
}

/** More is in the history. */
const most = 500;

/** What was done to collections since the page was opened, the latest last. It outlives the screen. */
let done: readonly Done[] = [];
const listeners = new Set<() => void>();

function set(next: readonly Done[]): void {
  done = next;
  for (const listener of listeners) listener();
}

/** Says what was done, and offers the way back: in the notice, and by its key. */
export function remember(actionId: number, message: string, remedy = ""): void {
  set([...done, { actionId, message }].slice(-most));
  const undo = { label: "Undo", keys: "Ctrl Z", onClick: () => void undoAction(actionId) };
  notify({ code: "", message, remedy }, undo);
}

export async function undoAction(actionId: number): Promise<void> {
  const one = done.find((each) => each.actionId === actionId);
  set(done.filter((each) => each !== one));
  try {
    await client.history.undoCollection({ actionId });
    notify({ code: "", message: "Undone.", remedy: one?.message ?? "" });
  } catch (error) {
    notify(errorWords(error));
  }
  await Promise.all([refreshCollections(), queryClient.invalidateQueries({ queryKey: api.history.key() })]);
}

/** Takes back what was done last. */
export function undoLast(): void {
  const last = done.at(-1);
  if (last) void undoAction(last.actionId);
  else notify({ code: "", message: "Nothing to undo.", remedy: "What was done before is in the history." });
}

/** Whether anything was done since the page was opened. */
export function useCanUndo(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => done.length > 0,
  );
}
