import type { CollectionAction, HistoryEntry } from "../../contract/history.ts";
import type { Cleaner } from "../cleaning/cleaner.ts";
import type { Collections } from "../collections/index.ts";
import { ShoeboxError } from "../errors.ts";

/** What is to be taken back; the latest that can be, where nothing is named. */
export interface Undoable {
  batchId?: number | undefined;
  moveId?: number | undefined;
  actionId?: number | undefined;
}

/** Everything that was done and can be taken back, whoever keeps the journal of it. */
export class History {
  readonly #cleaner: Cleaner;
  readonly #collections: Collections;

  constructor(cleaner: Cleaner, collections: Collections) {
    this.#cleaner = cleaner;
    this.#collections = collections;
  }

  /** The latest first. */
  async list(limit: number): Promise<HistoryEntry[]> {
    const batches = await this.#cleaner.history(limit);
    const actions = this.#collections.actions(limit);
    const entries: HistoryEntry[] = [
      ...batches.map((batch) => ({ kind: "clean-up" as const, ...batch })),
      ...actions.map((action) => ({ kind: "collection" as const, ...action })),
    ];
    return entries.sort((left, right) => compare(timeOf(right), timeOf(left))).slice(0, limit);
  }

  /** @throws ACTION_NOT_FOUND, ACTION_BURIED, COLLECTION_EXISTS, QUERY_INVALID */
  async undo({ batchId, moveId, actionId }: Undoable) {
    const isCleanUp = batchId !== undefined || moveId !== undefined;
    if (isCleanUp && actionId !== undefined)
      throw new ShoeboxError("QUERY_INVALID", "Expected one thing to undo but received two.");
    if (isCleanUp) return this.#putBack({ batchId, moveId });
    if (actionId !== undefined) return this.#undoAction(actionId);
    const batch = await this.#cleaner.latest();
    const action = this.#collections.latestAction();
    if (action && (!batch || action.doneAt >= batch.startedAt)) return this.#undoAction(action.actionId);
    if (batch) return this.#putBack({ batchId: batch.batchId });
    throw new ShoeboxError("ACTION_NOT_FOUND");
  }

  async #putBack(what: Pick<Undoable, "batchId" | "moveId">) {
    return { ...(await this.#cleaner.undo(what)), action: null, captionAction: null };
  }

  #undoAction(actionId: number): {
    batchId: null;
    restored: number;
    refused: never[];
    action: CollectionAction;
    captionAction: null;
  } {
    const action = this.#collections.undo(actionId);
    return { batchId: null, restored: 0, refused: [], action, captionAction: null };
  }
}

function timeOf(entry: HistoryEntry): string {
  return entry.kind === "clean-up" ? entry.startedAt : entry.doneAt;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
