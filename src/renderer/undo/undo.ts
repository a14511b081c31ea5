import { notify } from "../layout/notices.tsx";
import { undoAction } from "./undo-action.ts";

/** More is in the history. */
const most = 500;

/** Something that was done and can be taken back. */
interface Done {
  /** Of what is in the history, too, and may be taken back there; undefined for what only this page knows. */
  name: string | undefined;
  takeBack(): Promise<void>;
}

/** Since the page was opened, the latest last. They outlive the screen. */
let done: readonly Done[] = [];

interface UndoOptions {
  remedy?: string;
  name?: string;
}

/**
 * Says what was done, and offers the way back: in the notice, and by its key.
 *
 * @param takeBack says itself what came of it
 */
export function sayUndoable(message: string, takeBack: () => Promise<void>, options: UndoOptions = {}): void {
  const undoable: Done = {
    name: options.name,
    takeBack: () => {
      done = done.filter((each) => each !== undoable);
      return takeBack();
    },
  };
  done = [...done, undoable].slice(-most);
  notify(
    { code: "", message, remedy: options.remedy ?? "" },
    { label: "Undo", action: undoAction, onClick: () => void undoable.takeBack() },
  );
}

/** It is taken back elsewhere: the key is not for it any more. */
export function forgetDone(name: string): void {
  done = done.filter((each) => each.name !== name);
}

/** Takes back what was done last. */
export function undoLast(): void {
  const last = done.at(-1);
  if (last) void last.takeBack();
  else notify({ code: "", message: "Nothing to undo.", remedy: "What was done before is in the history." });
}
