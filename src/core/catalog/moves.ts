import type Database from "better-sqlite3";
import type { Batch, journalledMoveStates } from "../../contract/cleaning.ts";
import type { ErrorCode } from "../../contract/errors.ts";
import { pathFromSystem, pathToSystem } from "../files/path-bytes.ts";
import type { PathColumn } from "./path-columns.ts";

/** What the journal says of a file. */
export type MoveState = (typeof journalledMoveStates)[number];

export interface NewMove {
  fileId: number;
  path: string;
  rootPath: string;
  sha256: Uint8Array;
  sizeBytes: number;
  modifiedAt: number;
}

/** A file that goes with a picture. */
export type NewPart = Omit<NewMove, "rootPath">;

export interface StoredMove extends NewMove {
  moveId: number;
  batchId: number;
  state: MoveState;
  /** The move of the picture that it went with; null for a picture. */
  leadId: number | null;
  /** Where it is, or, while it moves, will be. */
  trashedTo: string | null;
  changedAt: number;
  code: ErrorCode | null;
  message: string | null;
}

interface Row {
  move_id: number;
  batch_id: number;
  file_id: number;
  path: PathColumn;
  root_path: PathColumn;
  sha256: Buffer;
  size_bytes: number;
  modified_at: number;
  state: MoveState;
  lead_id: number | null;
  trashed_to: PathColumn | null;
  changed_at: number;
  code: ErrorCode | null;
  message: string | null;
}

function toMove(row: Row): StoredMove {
  return {
    moveId: row.move_id,
    batchId: row.batch_id,
    fileId: row.file_id,
    path: pathFromSystem(row.path),
    rootPath: pathFromSystem(row.root_path),
    sha256: row.sha256,
    sizeBytes: row.size_bytes,
    modifiedAt: row.modified_at,
    state: row.state,
    leadId: row.lead_id,
    trashedTo: row.trashed_to === null ? null : pathFromSystem(row.trashed_to),
    changedAt: row.changed_at,
    code: row.code,
    message: row.message,
  };
}

interface BatchRow {
  batch_id: number;
  started_at: number;
  state: Batch["state"];
  moved: number;
  restored: number;
  failed: number;
  bytes: number;
  inherited: number;
}

const batchSql = `
  SELECT b.batch_id, b.started_at, b.state, count(m.move_id) FILTER (WHERE m.state = 'moved') AS moved,
    count(m.move_id) FILTER (WHERE m.state = 'restored') AS restored,
    count(m.move_id) FILTER (WHERE m.state = 'failed') AS failed,
    coalesce(sum(m.size_bytes) FILTER (WHERE m.state = 'moved'), 0) AS bytes,
    (SELECT count(*) FROM inherited_values i WHERE i.batch_id = b.batch_id AND i.state = 'taken') AS inherited
  FROM move_batches b LEFT JOIN moves m USING (batch_id)`;

/** The journal: every original that was moved, and back. */
export function movesRepository(database: Database.Database) {
  const insertBatch = database.prepare<[number]>(
    "INSERT INTO move_batches (started_at, state) VALUES (?, 'running')",
  );
  const endBatch = database.prepare<[Batch["state"], number]>(
    "UPDATE move_batches SET state = ? WHERE batch_id = ?",
  );
  const insert = database.prepare(
    `INSERT INTO moves (batch_id, file_id, path, root_path, sha256, size_bytes, modified_at, lead_id, state,
       changed_at)
     VALUES (@batchId, @fileId, @path, @rootPath, @sha256, @sizeBytes, @modifiedAt, @leadId, 'planned', @now)`,
  );
  const setState = database.prepare(
    `UPDATE moves SET state = @state, trashed_to = coalesce(@trashedTo, trashed_to), code = @code,
       message = @message, changed_at = @now WHERE move_id = @moveId`,
  );
  const underWay = database.prepare<[], Row>(
    "SELECT * FROM moves WHERE state IN ('planned', 'moving', 'restoring') ORDER BY move_id",
  );
  const ofBatch = database.prepare<[number], Row>(
    "SELECT * FROM moves WHERE batch_id = ? ORDER BY coalesce(lead_id, move_id), move_id",
  );
  const partsOf = database.prepare<[number, number], Row>(
    "SELECT * FROM moves WHERE batch_id = ? AND lead_id = ? ORDER BY move_id",
  );
  const inTrash = database.prepare<[number], Row>(
    "SELECT * FROM moves WHERE state = 'moved' AND batch_id >= ? ORDER BY batch_id DESC, move_id",
  );
  const one = database.prepare<[number], Row>("SELECT * FROM moves WHERE move_id = ?");
  const forget = database.prepare<[number]>("DELETE FROM moves WHERE move_id = ?");
  const interrupt = database.prepare("UPDATE move_batches SET state = 'interrupted' WHERE state = 'running'");
  const batches = database.prepare<[number], BatchRow>(
    `${batchSql} GROUP BY b.batch_id ORDER BY b.batch_id DESC LIMIT ?`,
  );
  const startedAt = database
    .prepare<[number], number>("SELECT started_at FROM move_batches WHERE batch_id = ?")
    .pluck();
  const toUndo = database
    .prepare<[], number>("SELECT DISTINCT batch_id FROM moves WHERE state = 'moved' ORDER BY batch_id DESC")
    .pluck();
  const write = (move: NewMove, batchId: number, leadId: number | null): number => {
    const [path, rootPath] = [pathToSystem(move.path), pathToSystem(move.rootPath)];
    const row = { ...move, path, rootPath, batchId, leadId, now: Date.now() };
    return Number(insert.run(row).lastInsertRowid);
  };

  return {
    /** Writes down all that is to be moved before the first of it is. */
    plan(moves: readonly NewMove[]): { batchId: number; moveIds: number[] } {
      const batchId = Number(insertBatch.run(Date.now()).lastInsertRowid);
      return { batchId, moveIds: moves.map((move) => write(move, batchId, null)) };
    },
    /** Writes down what is to go with a picture, before that goes. */
    planParts({ moveId, batchId, rootPath }: StoredMove, parts: readonly NewPart[]): StoredMove[] {
      for (const part of parts) write({ ...part, rootPath }, batchId, moveId);
      return partsOf.all(batchId, moveId).map(toMove);
    },
    setState(
      moveId: number,
      state: MoveState,
      more: { trashedTo?: string; code?: ErrorCode; message?: string } = {},
    ): void {
      const trashedTo = more.trashedTo === undefined ? null : pathToSystem(more.trashedTo);
      const { code = null, message = null } = more;
      setState.run({ moveId, state, trashedTo, code, message, now: Date.now() });
    },
    endBatch: (batchId: number, state: Batch["state"]): void => {
      endBatch.run(state, batchId);
    },
    /** A move that never happened. */
    forget: (moveId: number): void => {
      forget.run(moveId);
    },
    /** Left by a process that ended on the way. */
    underWay: (): StoredMove[] => underWay.all().map(toMove),
    interruptBatches: (): void => {
      interrupt.run();
    },
    get(moveId: number): StoredMove | undefined {
      const row = one.get(moveId);
      return row && toMove(row);
    },
    /** Each picture with what went with it. */
    ofBatch: (batchId: number): StoredMove[] => ofBatch.all(batchId).map(toMove),
    /** What went with a picture. */
    partsOf: ({ batchId, moveId }: StoredMove): StoredMove[] => partsOf.all(batchId, moveId).map(toMove),
    /** What was moved in this batch and later ones, and not put back: the latest batch first. */
    inTrashSince: (batchId: number): StoredMove[] => inTrash.all(batchId).map(toMove),
    batches: (limit: number): Omit<Batch, "gone">[] =>
      batches.all(limit).map(({ batch_id: batchId, started_at: startedAt, ...counts }) => ({
        batchId,
        startedAt: new Date(startedAt).toISOString(),
        ...counts,
      })),
    /** ISO 8601. */
    startedAt: (batchId: number): string => new Date(startedAt.get(batchId) ?? 0).toISOString(),
    /** Batches of which something went to a trash and was not put back, the latest first. */
    toUndo: (): number[] => toUndo.all(),
  };
}
