import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import { forgetDone, sayUndoable } from "../undo/undo.ts";

const nameOf = (actionId: number) => `collections ${actionId}`;

/** Says what was done to collections, and offers the way back. */
export function sayDone(actionId: number | null, message: string, remedy = ""): void {
  if (actionId === null) notify({ code: "", message, remedy });
  else sayUndoable(message, () => undoCollecting(actionId), { remedy, name: nameOf(actionId) });
}

/** Undoes what was done to collections, or undoes such an undoing, and says what came of it. */
export async function undoCollecting(actionId: number): Promise<void> {
  forgetDone(nameOf(actionId));
  try {
    const { action } = await client.history.undo({ actionId });
    notify({ code: "", message: `${action?.title ?? "Undone"}.`, remedy: "" });
  } catch (error) {
    notify(errorWords(error));
  }
  const keys = [api.history.key(), api.collections.key()];
  await Promise.all(keys.map((queryKey) => queryClient.invalidateQueries({ queryKey })));
}
