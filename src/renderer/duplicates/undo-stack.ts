import type { DuplicateGroup } from "../../contract/index.ts";

/** Something that was done to a group, and what takes it back. */
export type Done = { group: DuplicateGroup; index: number } & (
  | { kind: "verdict"; verdictId: number }
  | { kind: "batch"; batchId: number }
);

/** More is in the history. */
const most = 500;

/** What was done since the page was opened, the latest last. */
export class UndoStack {
  #done: readonly Done[] = [];
  readonly #listeners = new Set<() => void>();

  push(done: Done): void {
    this.#set([...this.#done, done].slice(-most));
  }

  /** Takes the latest off; undefined when there is none. */
  pop(): Done | undefined {
    const last = this.#done.at(-1);
    if (last) this.#set(this.#done.slice(0, -1));
    return last;
  }

  /** A batch that was put back elsewhere is not undone twice. */
  forgetBatch(batchId: number): void {
    this.#set(this.#done.filter((done) => done.kind !== "batch" || done.batchId !== batchId));
  }

  forgetVerdict(verdictId: number): void {
    this.#set(this.#done.filter((done) => done.kind !== "verdict" || done.verdictId !== verdictId));
  }

  get length(): number {
    return this.#done.length;
  }

  #set(done: readonly Done[]): void {
    this.#done = done;
    for (const listener of this.#listeners) listener();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };
}

/** Outlives the screen: undo is one key away when one comes back to it. */
export const undoStack = new UndoStack();
