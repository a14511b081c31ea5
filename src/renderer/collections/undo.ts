import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import { collectionsHome } from "./collection-homes.ts";

/** More is in the history. */
const most = 500;

/** Actions on collections since the page was opened, the latest last. They outlive the screen. */
let done: readonly number[] = [];

/** Says what was done, and offers the way back: in the notice, and by its key. */
export function sayDone(actionId: number | null, message: string, remedy = ""): void {
  if (actionId === null) {
    notify({ code: "", message, remedy });
    return;
  }
  done = [...done, actionId].slice(-most);
  const action = collectionsHome.actions.undo;
  const undo = { label: "Undo", action, onClick: () => void undoAction(actionId) };
  notify({ code: "", message, remedy }, undo);
}

/** Undoes what was done to collections, or undoes such an undoing, and says what came of it. */
export async function undoAction(actionId: number): Promise<void> {
  done = done.filter((each) => each !== actionId);
  try {
    const { action } = await client.history.undo({ actionId });
    notify({ code: "", message: `${action?.title ?? "Undone"}.`, remedy: "" });
  } catch (error) {
    notify(errorWords(error));
  }
  const keys = [api.history.key(), api.collections.key()];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}

/** Takes back what was done last. */
export function undoLast(): void {
  const last = done.at(-1);
  if (last !== undefined) void undoAction(last);
  else notify({ code: "", message: "Nothing to undo.", remedy: "What was done before is in the history." });
}
