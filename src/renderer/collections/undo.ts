import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { api, queryClient } from "../api/queries.ts";
import { notify } from "../layout/notices.tsx";
import { collectionsHome } from "./collection-homes.ts";

/** More is in the history. */
const most = 500;

/** Something that was done and can be taken back. */
interface Done {
  /** Of what is in the history; undefined for what only this page knows. */
  actionId?: number;
  /** Says itself what came of it. */
  takeBack(): Promise<void>;
}

/** Since the page was opened, the latest last. They outlive the screen. */
let done: readonly Done[] = [];

/** Says what was done to collections, and offers the way back: in the notice, and by its key. */
export function sayDone(actionId: number | null, message: string, remedy = ""): void {
  if (actionId === null) notify({ code: "", message, remedy });
  else offer({ actionId, takeBack: () => undoAction(actionId) }, message, remedy);
}

/** The same for what is in no history. @param takeBack says itself what came of it */
export function sayUndoable(message: string, takeBack: () => Promise<void>): void {
  const undoable: Done = {
    takeBack: () => {
      done = done.filter((each) => each !== undoable);
      return takeBack();
    },
  };
  offer(undoable, message, "");
}

function offer(undoable: Done, message: string, remedy: string): void {
  done = [...done, undoable].slice(-most);
  const action = collectionsHome.actions.undo;
  notify({ code: "", message, remedy }, { label: "Undo", action, onClick: () => void undoable.takeBack() });
}

/** Undoes what was done to collections, or undoes such an undoing, and says what came of it. */
export async function undoAction(actionId: number): Promise<void> {
  done = done.filter((each) => each.actionId !== actionId);
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
  if (last) void last.takeBack();
  else notify({ code: "", message: "Nothing to undo.", remedy: "What was done before is in the history." });
}
