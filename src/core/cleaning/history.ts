import type { Batch, JournalledMove } from "../../contract/cleaning.ts";
import type { Catalog } from "../catalog/index.ts";
import type { StoredMove } from "../catalog/moves.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { awayWords, type Whereabouts, whereaboutsOf } from "./whereabouts.ts";

type Journal = Catalog["moves"];

/** The journal, with what the trashes hold now. */
export async function historyOf(journal: Journal, limit: number): Promise<Batch[]> {
  const batches = journal.batches(limit);
  const oldest = batches.at(-1)?.batchId;
  const moved = oldest === undefined ? [] : journal.inTrashSince(oldest);
  const where = await whereaboutsOf(moved);
  const byBatch = Map.groupBy(
    moved.map((move, at) => ({ ...move, where: where[at] })),
    ({ batchId }) => batchId,
  );
  return batches.map((batch) => {
    const absent = (byBatch.get(batch.batchId) ?? []).filter(
      (move) => move.where === "gone" || move.where === "back",
    );
    const gone = absent.filter((move) => move.where === "gone").length;
    return {
      ...batch,
      moved: batch.moved - absent.length,
      gone,
      restored: batch.restored + absent.length - gone,
      bytes: absent.reduce((sum, { sizeBytes }) => sum - sizeBytes, batch.bytes),
    };
  });
}

/** Every file of a batch, and where it is now. */
export async function movesOf(journal: Journal, batchId: number): Promise<JournalledMove[]> {
  const moves = journal.ofBatch(batchId);
  const where = await whereaboutsOf(moves);
  return moves.map((move, at) => ({
    moveId: move.moveId,
    path: pathForDisplay(move.path),
    sha256: Buffer.from(move.sha256).toString("hex"),
    sizeBytes: move.sizeBytes,
    partOf: move.leadId,
    trashedTo: move.trashedTo === null ? null : pathForDisplay(move.trashedTo),
    at: new Date(move.changedAt).toISOString(),
    state: move.state,
    code: move.code,
    message: move.message,
    ...(move.state === "moved" && truthOf(move, where[at])),
  }));
}

function truthOf(move: StoredMove, where: Whereabouts | undefined): Partial<JournalledMove> {
  if (where === "gone") return { state: "gone" };
  if (where === "back") return { state: "restored" };
  return where === "away" ? { code: "ROOT_OFFLINE", message: awayWords(move) } : {};
}

/** The latest batch of which something lies in a trash. */
export async function somethingInTrash(journal: Journal): Promise<number | undefined> {
  for (const batchId of journal.toUndo()) {
    const moved = journal.ofBatch(batchId).filter(({ state }) => state === "moved");
    const where = await whereaboutsOf(moved);
    if (where.some((place) => place !== "gone")) return batchId;
  }
  return undefined;
}
