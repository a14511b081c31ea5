import type { CaptionAction, CollectionAction, HistoryEntry } from "../../contract/history.ts";
import type { CaptionsService } from "../captions/captions-service.ts";
import type { Cleaner } from "../cleaning/cleaner.ts";
import type { Collections } from "../collections/index.ts";
import { ShoeboxError } from "../errors.ts";

/** What is to be taken back; the latest that can be, where nothing is named. */
export interface Undoable {
  batchId?: number | undefined;
  moveId?: number | undefined;
  actionId?: number | undefined;
  captionActionId?: number | undefined;
}

/** What came of it: files that were put back, or the undoing, which can be undone. */
interface Undone extends Omit<Awaited<ReturnType<Cleaner["undo"]>>, "batchId"> {
  batchId: number | null;
  action: CollectionAction | null;
  captionAction: CaptionAction | null;
}

const noFiles = { batchId: null, restored: 0, refused: [] };

/** Everything that was done and can be taken back, whoever keeps the journal of it. */
export class History {
  readonly #cleaner: Cleaner;
  readonly #collections: Collections;
  readonly #captions: CaptionsService;

  constructor(cleaner: Cleaner, collections: Collections, captions: CaptionsService) {
    this.#cleaner = cleaner;
    this.#collections = collections;
    this.#captions = captions;
  }

  /** The latest first. */
  async list(limit: number): Promise<HistoryEntry[]> {
    const batches = await this.#cleaner.history(limit);
    const entries: HistoryEntry[] = [
      ...batches.map((batch) => ({ kind: "clean-up" as const, ...batch })),
      ...this.#collections.actions(limit).map((action) => ({ kind: "collection" as const, ...action })),
      ...this.#captions.actions(limit).map((action) => ({ kind: "caption" as const, ...action })),
    ];
    return entries.sort((left, right) => compare(timeOf(right), timeOf(left))).slice(0, limit);
  }

  /** @throws ACTION_NOT_FOUND, ACTION_BURIED, COLLECTION_EXISTS, QUERY_INVALID */
  async undo({ batchId, moveId, actionId, captionActionId }: Undoable): Promise<Undone> {
    const isCleanUp = batchId !== undefined || moveId !== undefined;
    const named = [isCleanUp || undefined, actionId, captionActionId].filter((one) => one !== undefined);
    if (named.length > 1)
      throw new ShoeboxError("QUERY_INVALID", "Expected one thing to undo but received several.");
    if (isCleanUp) return this.#putBack({ batchId, moveId });
    if (actionId !== undefined) return this.#undoAction(actionId);
    if (captionActionId !== undefined) return this.#undoCaptionAction(captionActionId);
    return this.#undoLatest();
  }

  async #undoLatest(): Promise<Undone> {
    const batch = await this.#cleaner.latest();
    const action = this.#collections.latestAction();
    const captionAction = this.#captions.latestAction();
    const latest = [batch?.startedAt, action?.doneAt, captionAction?.doneAt].reduce(
      (last, at) => (at !== undefined && (last === undefined || at > last) ? at : last),
      undefined,
    );
    if (captionAction && captionAction.doneAt === latest)
      return this.#undoCaptionAction(captionAction.captionActionId);
    if (action && action.doneAt === latest) return this.#undoAction(action.actionId);
    if (batch) return this.#putBack({ batchId: batch.batchId });
    throw new ShoeboxError("ACTION_NOT_FOUND");
  }

  async #putBack(what: Pick<Undoable, "batchId" | "moveId">): Promise<Undone> {
    return { ...(await this.#cleaner.undo(what)), action: null, captionAction: null };
  }

  #undoAction(actionId: number): Undone {
    return { ...noFiles, action: this.#collections.undo(actionId), captionAction: null };
  }

  #undoCaptionAction(captionActionId: number): Undone {
    return { ...noFiles, action: null, captionAction: this.#captions.undo(captionActionId) };
  }
}

function timeOf(entry: HistoryEntry): string {
  return entry.kind === "clean-up" ? entry.startedAt : entry.doneAt;
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
