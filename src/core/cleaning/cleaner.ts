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
import { assertParts } from "./check-parts.ts";
import { historyOf, movesOf, somethingInTrash } from "./history.ts";
import { Mover, type SystemTrash } from "./mover.ts";
import { type HeldFile, type PlannedRemoval, planCleanUp } from "./plan.ts";
import { bytesOf, previewOf } from "./preview.ts";
import { UnitMover } from "./unit-mover.ts";
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
  readonly #mover: UnitMover;
  readonly #batches = new OneAtATime();

  constructor(parts: CleanerParts) {
    this.#parts = parts;
    this.#mover = new UnitMover(parts.catalog, new Mover(parts.catalog, parts.systemTrash));
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

  async preview(request: CleanUp): Promise<CleanUpPreview> {
    return previewOf(await planCleanUp(request, this.#parts.review, { isDryRun: true }));
  }

  resolve(request: CleanUp): Promise<CleanUpOutcome> {
    return this.#batches.run(() => this.#resolve(request));
  }

  async #resolve(request: CleanUp): Promise<CleanUpOutcome> {
    const { catalog, review } = this.#parts;
    const { removals, left, inheritances } = await planCleanUp(request, review, { isDryRun: false });
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
    const folders = new Set<string>();
    for (const [at, removal] of removals.entries()) {
      const move = catalog.moves.get(moveIds[at] ?? 0);
      if (!move) continue;
      try {
        await this.#check(removal, proven);
        const found = await assertParts(removal, catalog);
        const parts = catalog.transaction(() => catalog.moves.planParts(move, found));
        for (const folder of await this.#mover.trash(move, parts)) folders.add(folder);
        outcome.moved += 1 + parts.length;
        outcome.bytes += bytesOf(removal);
        for (const { sha256 } of [move, ...parts]) touched.add(catalog.assets.idOf(sha256) ?? 0);
      } catch (error) {
        outcome.refused.push(this.#refuse(move, error));
      }
    }
    outcome.foldersBesideRoots = [...folders];
    outcome.inherited = this.#settle(batchId);
    catalog.transaction(() => catalog.moves.endBatch(batchId, "done"));
    if (outcome.moved > 0) outcome.batchId = batchId;
    await this.#changed([...touched]);
    return outcome;
  }

  #refuse(move: StoredMove, error: unknown): Refusal {
    const { code, message } = fromMoveError(error, move.path);
    const { catalog } = this.#parts;
    // What could not be put together again lies in the trash, and can be put back from there.
    if (catalog.moves.get(move.moveId)?.state !== "moved")
      catalog.transaction(() => catalog.moves.setState(move.moveId, "failed", { code, message }));
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
    const batch = moveId === undefined ? (batchId ?? (await somethingInTrash(moves))) : chosen?.batchId;
    if (batch === undefined) throw new ShoeboxError("ACTION_NOT_FOUND");
    const leadId = chosen?.leadId ?? chosen?.moveId;
    const isWanted = (move: StoredMove) => leadId === undefined || (move.leadId ?? move.moveId) === leadId;
    const wanted = moves.ofBatch(batch).filter((move) => move.state === "moved" && isWanted(move));
    if (wanted.length === 0) throw new ShoeboxError("ACTION_NOT_FOUND");
    const { restored, refused } = await this.#mover.restore(wanted);
    this.#settle(batch);
    await this.#changed(restored.map(({ sha256 }) => assets.idOf(sha256) ?? 0));
    return { batchId: batch, restored: restored.length, refused };
  }

  async #changed(assetIds: readonly number[]): Promise<void> {
    if (assetIds.length === 0) return;
    await this.#parts.index.refresh(assetIds);
    this.#parts.review.changed();
    this.#parts.onChange();
  }

  /** The latest clean-up of which something can be put back. */
  async latest(): Promise<{ batchId: number; startedAt: string } | undefined> {
    const batchId = await somethingInTrash(this.#parts.catalog.moves);
    return batchId === undefined
      ? undefined
      : { batchId, startedAt: this.#parts.catalog.moves.startedAt(batchId) };
  }

  history(limit: number): Promise<Batch[]> {
    return historyOf(this.#parts.catalog.moves, limit);
  }

  moves(batchId: number): Promise<JournalledMove[]> {
    return movesOf(this.#parts.catalog.moves, batchId);
  }

  /** Ends after the batch in hand. */
  async close(): Promise<void> {
    await this.#batches.settled();
  }
}

/** The same file under another name, or through another path: no copy. */
function isSameFile(one: FileIdentity, other: FileIdentity): boolean {
  return one.device === other.device && one.inode === other.inode;
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
