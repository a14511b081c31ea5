import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";

/** `photos = done + left + failed + unwanted`. */
export interface StageCounts {
  done: number;
  left: number;
  failed: number;
  /** Photos that this kind of work is not for. */
  unwanted: number;
}

export interface StageRow {
  stageId: number;
  version: number;
  isPaused: boolean;
  modelId: number | null;
}

export interface NewStage {
  name: string;
  version: number;
  /** false for a stage that keeps what is left in an index of its own. */
  hasQueue: boolean;
  /** Whose vectors it makes. */
  modelId?: number | undefined;
}

/** A photo whose turn it is. */
export interface DueWork {
  assetId: number;
  /** How often it was tried, and put off, before. */
  tries: number;
}

/** A photo on which the work failed for good. */
export interface FailedWork extends DueWork {
  code: ErrorCode;
  message: string;
}

interface RawStage {
  stage_id: number;
  version: number;
  is_paused: number;
  model_id: number | null;
}

/** Contents that are entered in one transaction: about 20 ms of work. */
const enteredAtOnce = 10_000;

/** All that were in have their rows: whatever comes in after that is entered by a trigger, and has its own state. */
const allEntered = Number.MAX_SAFE_INTEGER;

const isLeft = "state = 'left' AND is_here = 1";

const enterSql = `
  INSERT INTO stage_work (stage_id, asset_id, is_here, state)
  SELECT @stageId, asset_id, present_files > 0, CASE WHEN EXISTS (
      SELECT 1 FROM vectors v WHERE v.model_id = @modelId AND v.asset_id = a.asset_id
    ) THEN 'done' ELSE 'left' END
  FROM assets a WHERE asset_id > @after ORDER BY asset_id LIMIT ${enteredAtOnce}
  ON CONFLICT DO UPDATE SET state = excluded.state, due_at = 0, tries = 0, code = NULL, message = NULL
  RETURNING asset_id`;

/** What is done to photos that are in, what of it is left, and what failed. */
export function stagesRepository(database: Database.Database) {
  const find = database.prepare<[string], RawStage>("SELECT * FROM stages WHERE name = ?");
  const insert = database.prepare(
    "INSERT INTO stages (name, version, has_queue, model_id) VALUES (@name, @version, @hasQueue, @modelId)",
  );
  const renew = database.prepare<[number, number]>(
    "UPDATE stages SET version = ?, entered_to = 0 WHERE stage_id = ?",
  );
  const enter = database.prepare<[object], number>(enterSql).pluck();
  const enteredTo = database
    .prepare<[number], number>("SELECT entered_to FROM stages WHERE stage_id = ?")
    .pluck();
  const setEnteredTo = database.prepare<[number, number]>(
    "UPDATE stages SET entered_to = ? WHERE stage_id = ?",
  );
  const counts = database.prepare<[string], StageCounts>(
    `SELECT photos_done AS done, photos_left AS "left", photos_failed AS failed, photos_unwanted AS unwanted
     FROM stages WHERE name = ?`,
  );
  const due = database.prepare<[number, number, number], DueWork>(
    `SELECT asset_id AS assetId, tries FROM stage_work
     WHERE stage_id = ? AND ${isLeft} AND due_at <= ? ORDER BY due_at, asset_id LIMIT ?`,
  );
  const firstLeft = database.prepare<[number], { dueAt: number; code: ErrorCode | null }>(
    `SELECT due_at AS dueAt, code FROM stage_work WHERE stage_id = ? AND ${isLeft}
     ORDER BY due_at, asset_id LIMIT 1`,
  );
  const setState = database.prepare(
    `UPDATE stage_work SET state = @state, due_at = 0, tries = @tries, code = @code, message = @message
     WHERE stage_id = @stageId AND asset_id = @assetId`,
  );
  const putOff = database.prepare(
    `UPDATE stage_work SET due_at = @dueAt, tries = @tries, code = @code, message = @message
     WHERE stage_id = @stageId AND asset_id = @assetId`,
  );
  const hurry = database.prepare<[number, number, string]>(
    `UPDATE stage_work SET due_at = 0 WHERE stage_id = ? AND ${isLeft} AND due_at > ? AND code = ?`,
  );
  const retry = database.prepare<[number]>(
    `UPDATE stage_work SET state = 'left', due_at = 0, tries = 0, code = NULL, message = NULL
     WHERE stage_id = ? AND state = 'failed'`,
  );
  const failed = database.prepare<[number, number, number], FailedWork>(
    `SELECT asset_id AS assetId, tries, code, message FROM stage_work
     WHERE stage_id = ? AND state = 'failed' AND is_here = 1 ORDER BY asset_id LIMIT ? OFFSET ?`,
  );
  const renewOne = database.prepare<[number, string]>(
    `UPDATE stage_work SET state = 'left', due_at = 0, tries = 0, code = NULL, message = NULL
     WHERE asset_id = ? AND stage_id = (SELECT stage_id FROM stages WHERE name = ?)`,
  );
  const setPaused = database.prepare<[number, string]>("UPDATE stages SET is_paused = ? WHERE name = ?");
  const dropSome = database.prepare<[{ stageId: number; limit: number }]>(
    `DELETE FROM stage_work WHERE stage_id = @stageId AND asset_id IN
       (SELECT asset_id FROM stage_work WHERE stage_id = @stageId LIMIT @limit)`,
  );

  function get(name: string): StageRow | undefined {
    const row = find.get(name);
    return (
      row && {
        stageId: row.stage_id,
        version: row.version,
        isPaused: row.is_paused === 1,
        modelId: row.model_id,
      }
    );
  }

  return {
    get,

    /** The stage's row; a newer version than it has makes all its work due again. Call it in a transaction. */
    register({ name, version, hasQueue, modelId }: NewStage): StageRow {
      const known = get(name);
      if (!known) insert.run({ name, version, hasQueue: hasQueue ? 1 : 0, modelId: modelId ?? null });
      else if (known.version !== version) renew.run(version, known.stageId);
      return get(name) as StageRow;
    },

    /**
     * Gives contents that were in before the stage their rows, some at a time. Call it in a transaction, until it
     * answers false: what came in since has its row already.
     */
    enterSome({ stageId, modelId }: StageRow): boolean {
      const assetIds = enter.all({ stageId, modelId, after: enteredTo.get(stageId) ?? 0 });
      const isMore = assetIds.length === enteredAtOnce;
      setEnteredTo.run(isMore ? Math.max(...assetIds) : allEntered, stageId);
      return isMore;
    },

    counts: (name: string): StageCounts => counts.get(name) ?? { done: 0, left: 0, failed: 0, unwanted: 0 },

    /** Photos whose turn it is, the longest due first. */
    due: (stageId: number, limit: number, now = Date.now()): DueWork[] => due.all(stageId, now, limit),

    /** Of what is left, the one that is due first, and why it was put off; undefined when nothing is left. */
    firstLeft: (stageId: number) => firstLeft.get(stageId),

    settle(
      stageId: number,
      { assetId, tries }: DueWork,
      state: "done" | "failed" | "unwanted",
      problem: { code: ErrorCode; message: string } | null = null,
    ): void {
      const { code = null, message = null } = problem ?? {};
      setState.run({ stageId, assetId, tries: state === "failed" ? tries + 1 : 0, state, code, message });
    },

    /** Not before `dueAt`. @param tries as they are counted from now on */
    putOff(
      stageId: number,
      { assetId, tries }: DueWork,
      dueAt: number,
      { code, message }: { code: ErrorCode; message: string },
    ): void {
      putOff.run({ stageId, assetId, tries, dueAt, code, message });
    },

    /** What was put off for this reason is due now. */
    hurry: (stageId: number, code: ErrorCode): number => hurry.run(stageId, Date.now(), code).changes,

    /** What failed is due again. @returns how many */
    retry: (stageId: number): number => retry.run(stageId).changes,

    /** The work on one photo is due again. */
    renew: (name: string, assetId: number): void => {
      renewOne.run(assetId, name);
    },

    failed: (stageId: number, limit: number, offset: number): FailedWork[] =>
      failed.all(stageId, limit, offset),

    setPaused: (name: string, isPaused: boolean): void => {
      setPaused.run(isPaused ? 1 : 0, name);
    },

    /** Forgets some of its work. @returns how much there was; 0 when none is left */
    dropSome: (stageId: number, limit: number): number => dropSome.run({ stageId, limit }).changes,
  };
}
