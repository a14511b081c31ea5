import type {
  Batch,
  CleanUp,
  CleanUpOutcome,
  CleanUpPreview,
  JournalledMove,
  Refusal,
} from "../../contract/cleaning.ts";
import type { Catalog } from "../catalog/index.ts";
import type { StoredMove } from "../catalog/moves.ts";
import type { DuplicateReview } from "../duplicates/review.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { OneAtATime } from "../one-at-a-time.ts";
import type { IndexKeeper } from "../search/vector-index.ts";
import { Mover, type SystemTrash } from "./mover.ts";
import { type HeldFile, type PlannedRemoval, planCleanUp, previewOf } from "./plan.ts";
import { type FileIdentity, fromMoveError, verifyFile } from "./verify-file.ts";

export interface CleanerParts {
  catalog: Catalog;
  review: DuplicateReview;
  index: IndexKeeper;
  systemTrash: SystemTrash | undefined;
  onChange: () => void;
}

/** The only part of the core that moves originals: to a trash, never further, each move checked, written down, undoable. */
export class Cleaner {
  readonly #parts: CleanerParts;
  readonly #mover: Mover;
  readonly #batches = new OneAtATime();

  constructor(parts: CleanerParts) {
    this.#parts = parts;
    this.#mover = new Mover(parts.catalog, parts.systemTrash);
  }

  /** Brings journal and disk into step after a process that ended on the way; to be called before all else. */
  recover(): void {
    this.#batches.run(() => this.#recover()).catch((error: unknown) => console.error(error));
  }

  async #recover(): Promise<void> {
    await this.#mover.recover();
    for (const batchId of this.#parts.catalog.ownValues.unsettled()) this.#settle(batchId);
  }

  /** @returns how many values were taken over */
  #settle(batchId: number): number {
    const { catalog } = this.#parts;
    return catalog.transaction(() => {
      const { taken, changed } = catalog.ownValues.settle(batchId);
      for (const sha256 of changed) {
        const assetId = catalog.assets.idOf(sha256);
        if (assetId !== undefined) catalog.assets.touch(assetId, catalog.nextRevision());
      }
      return taken;
    });
  }

  preview(request: CleanUp): CleanUpPreview {
    return previewOf(planCleanUp(request, this.#parts.review));
  }

  resolve(request: CleanUp): Promise<CleanUpOutcome> {
    return this.#batches.run(() => this.#resolve(request));
  }

  async #resolve(request: CleanUp): Promise<CleanUpOutcome> {
    const { catalog, review } = this.#parts;
    const { removals, left, inheritances } = planCleanUp(request, review);
    const outcome: CleanUpOutcome = {
      batchId: null,
      moved: 0,
      bytes: 0,
      inherited: 0,
      refused: [...left],
      foldersBesideRoots: [],
    };
    if (removals.length === 0) return outcome;
    const { batchId, moveIds } = catalog.transaction(() => {
      const planned = catalog.moves.plan(removals.map(toNewMove));
      catalog.ownValues.plan(planned.batchId, inheritances);
      return planned;
    });
    const proven = new Map<number, FileIdentity>();
    const touched = new Set<number>();
    for (const [at, removal] of removals.entries()) {
      const move = catalog.moves.get(moveIds[at] ?? 0);
      if (!move) continue;
      try {
        await this.#check(removal, proven);
        const folder = await this.#mover.trash(move);
        if (folder !== null && !outcome.foldersBesideRoots.includes(folder))
          outcome.foldersBesideRoots.push(folder);
        outcome.moved += 1;
        outcome.bytes += removal.file.sizeBytes;
        touched.add(removal.asset.assetId);
      } catch (error) {
        outcome.refused.push(this.#refuse(move, error));
      }
    }
    outcome.inherited = this.#settle(batchId);
    catalog.transaction(() => catalog.moves.endBatch(batchId, "done"));
    if (outcome.moved > 0) outcome.batchId = batchId;
    await this.#changed([...touched]);
    return outcome;
  }

  #refuse(move: StoredMove, error: unknown): Refusal {
    const { code, message } = fromMoveError(error, move.path);
    this.#parts.catalog.transaction(() =>
      this.#parts.catalog.moves.setState(move.moveId, "failed", { code, message }),
    );
    return { path: pathForDisplay(move.path), code, message };
  }

  /** Nothing goes unless it is what it was, and another copy, read now, stays. */
  async #check({ asset, file, keepers }: PlannedRemoval, proven: Map<number, FileIdentity>): Promise<void> {
    if (!this.#parts.review.isOnline(file.rootId)) throw new ShoeboxError("ROOT_OFFLINE");
    const own = await verifyFile(file.path, asset.sha256, file.sizeBytes);
    for (const keeper of keepers) {
      const kept = await this.#prove(keeper, proven);
      if (kept && !isSameFile(kept, own)) return;
    }
    throw new ShoeboxError("LAST_COPY", "No other copy is there and unchanged: this one stays.");
  }

  async #prove(
    { asset, file }: HeldFile,
    proven: Map<number, FileIdentity>,
  ): Promise<FileIdentity | undefined> {
    const known = proven.get(file.fileId);
    if (known) return known;
    const identity = await verifyFile(file.path, asset.sha256, file.sizeBytes).catch(() => undefined);
    if (identity) proven.set(file.fileId, identity);
    return identity;
  }

  /** @throws ACTION_NOT_FOUND */
  undo(what: { batchId?: number | undefined; moveId?: number | undefined }) {
    return this.#batches.run(() => this.#undo(what));
  }

  async #undo({ batchId, moveId }: { batchId?: number | undefined; moveId?: number | undefined }) {
    const { moves, assets } = this.#parts.catalog;
    const chosen = moveId === undefined ? undefined : moves.get(moveId);
    const batch = moveId === undefined ? (batchId ?? moves.lastToUndo()) : chosen?.batchId;
    if (batch === undefined) throw new ShoeboxError("ACTION_NOT_FOUND");
    const wanted = (chosen ? [chosen] : moves.ofBatch(batch)).filter(({ state }) => state === "moved");
    if (wanted.length === 0) throw new ShoeboxError("ACTION_NOT_FOUND");
    const refused: Refusal[] = [];
    const touched: number[] = [];
    for (const move of wanted.reverse()) {
      try {
        await this.#mover.restore(move);
        touched.push(assets.idOf(move.sha256) ?? 0);
      } catch (error) {
        const { code, message } = fromMoveError(error, move.path);
        refused.push({ path: pathForDisplay(move.path), code, message });
      }
    }
    this.#settle(batch);
    await this.#changed(touched);
    return { batchId: batch, restored: touched.length, refused };
  }

  async #changed(assetIds: readonly number[]): Promise<void> {
    if (assetIds.length === 0) return;
    await this.#parts.index.refresh(assetIds);
    this.#parts.review.changed();
    this.#parts.onChange();
  }

  history(limit: number): Batch[] {
    return this.#parts.catalog.moves.batches(limit);
  }

  moves(batchId: number): JournalledMove[] {
    return this.#parts.catalog.moves.ofBatch(batchId).map((move) => ({
      moveId: move.moveId,
      path: pathForDisplay(move.path),
      sha256: Buffer.from(move.sha256).toString("hex"),
      sizeBytes: move.sizeBytes,
      state: move.state,
      trashedTo: move.trashedTo === null ? null : pathForDisplay(move.trashedTo),
      at: new Date(move.changedAt).toISOString(),
      code: move.code,
      message: move.message,
    }));
  }

  /** Ends after the batch in hand. */
  async close(): Promise<void> {
    await this.#batches.settled();
  }
}

/** The same file through another path: links of its own would keep the bytes. */
function isSameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.device === other.device && one.inode === other.inode && one.links < 2;
}

function toNewMove({ asset, file }: PlannedRemoval) {
  return {
    fileId: file.fileId,
    path: file.path,
    rootPath: file.rootPath,
    sha256: Buffer.from(asset.sha256, "hex"),
    sizeBytes: file.sizeBytes,
    modifiedAt: file.modifiedAt,
  };
}
