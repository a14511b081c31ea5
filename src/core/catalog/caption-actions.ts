import type Database from "better-sqlite3";
import type { CaptionAction } from "../../contract/history.ts";
import { captionsStageName, standingSql } from "./captions.ts";
import { journalActions } from "./journal-actions.ts";

export interface StoredCaptionAction {
  actionId: number;
  kind: CaptionAction["action"];
  title: string;
  /** Whose captions it touched. */
  photos: number;
  doneAt: number;
  undoes: number | null;
  undoneAt: number | null;
}

interface RawAction {
  action_id: number;
  kind: CaptionAction["action"];
  title: string;
  photos: number;
  done_at: number;
  undoes: number | null;
  undone_at: number | null;
}

function toAction(raw: RawAction): StoredCaptionAction {
  const { action_id: actionId, kind, title, photos, done_at: doneAt, undoes, undone_at: undoneAt } = raw;
  return { actionId, kind, title, photos, doneAt, undoes, undoneAt };
}

/** Of a row `o` of `own_captions`; NULL where there is none. */
const ownJson = `
  iif(o.sha256 IS NULL, NULL, json_object('text', o.text, 'writtenAt', o.written_at, 'rejected', json(o.rejected),
    'avoided', json(o.avoided)))`;

/** Of a row `m` of `machine_captions`. */
const machineJson = `
  json_object('text', m.text, 'confidence', m.confidence, 'modelId', m.model_id, 'modelName', m.model_name,
    'revision', m.revision, 'writtenAt', m.written_at, 'seenBy', m.seen_by)`;

const given = "json_each(@assetIds) g CROSS JOIN assets a ON a.asset_id = g.value";
const withOwn = "LEFT JOIN own_captions o ON o.sha256 = a.sha256";
const withMachine = "JOIN machine_captions m ON m.asset_id = a.asset_id";

const listOf = (column: "rejected" | "avoided") => `coalesce(o.${column}, '[]')`;
const withSentence = (column: "rejected" | "avoided") => `json_insert(${listOf(column)}, '$[#]', m.text)`;

/** A row that says nothing is none. */
const editSql = `
  INSERT INTO caption_changes (sha256, action_id, before, after)
  SELECT a.sha256, @actionId, ${ownJson},
    iif(@text IS NULL AND ${listOf("rejected")} = '[]' AND ${listOf("avoided")} = '[]', NULL, json_object(
      'text', @text, 'writtenAt', @now, 'rejected', json(${listOf("rejected")}), 'avoided', json(${listOf("avoided")})))
  FROM assets a ${withOwn} WHERE a.asset_id = @assetId AND o.text IS NOT @text`;

const rejectSql = `
  INSERT OR IGNORE INTO caption_changes (sha256, action_id, before, after)
  SELECT a.sha256, @actionId, ${ownJson}, json_object('text', o.text, 'writtenAt', @now,
    'rejected', ${withSentence("rejected")}, 'avoided', json(${listOf("avoided")}))
  FROM ${given} ${withMachine} AND m.standing = 'shown' ${withOwn}`;

const askAgainSql = `
  INSERT OR IGNORE INTO caption_changes (sha256, action_id, before, after, machine_before)
  SELECT a.sha256, @actionId, ${ownJson}, json_object('text', o.text, 'writtenAt', @now,
    'rejected', json(${listOf("rejected")}), 'avoided', ${withSentence("avoided")}), ${machineJson}
  FROM ${given} ${withMachine} AND m.standing IN ('shown', 'rejected') ${withOwn}
  WHERE NOT EXISTS (SELECT 1 FROM json_each(o.avoided) WHERE value = m.text)`;

/** The machine's sentence of now is kept with it, so that undoing the undoing brings that one back. */
const turnSql = `
  INSERT INTO caption_changes (sha256, action_id, before, after, machine_before, machine_after)
  SELECT c.sha256, @actionId, c.after, c.before,
    iif(c.machine_before IS NULL OR m.asset_id IS NULL, NULL, ${machineJson}), c.machine_before
  FROM caption_changes c LEFT JOIN assets a USING (sha256) LEFT JOIN machine_captions m ON m.asset_id = a.asset_id
  WHERE c.action_id = @undoes`;

const touched =
  "(SELECT asset_id FROM caption_changes JOIN assets USING (sha256) WHERE action_id = @actionId)";

/** Of a photo that has none (any more) none comes back: whoever removed it meant all. */
const carryOutSql = [
  `DELETE FROM own_captions WHERE sha256 IN
     (SELECT sha256 FROM caption_changes WHERE action_id = @actionId AND after IS NULL)`,
  `INSERT INTO own_captions (sha256, text, written_at, rejected, avoided)
     SELECT sha256, after ->> 'text', after ->> 'writtenAt', after ->> 'rejected', after ->> 'avoided'
     FROM caption_changes WHERE action_id = @actionId AND after IS NOT NULL
   ON CONFLICT (sha256) DO UPDATE SET text = excluded.text, written_at = excluded.written_at,
     rejected = excluded.rejected, avoided = excluded.avoided`,
  `UPDATE machine_captions AS m SET text = r.json ->> 'text', confidence = r.json ->> 'confidence',
     model_id = r.json ->> 'modelId', model_name = r.json ->> 'modelName', revision = r.json ->> 'revision',
     written_at = r.json ->> 'writtenAt', seen_by = r.json ->> 'seenBy'
   FROM (SELECT asset_id, machine_after AS json FROM caption_changes JOIN assets USING (sha256)
     WHERE action_id = @actionId AND machine_after IS NOT NULL) r WHERE r.asset_id = m.asset_id`,
  `UPDATE machine_captions AS m SET standing = (
     SELECT ${standingSql} FROM (SELECT 1) LEFT JOIN own_captions o
       ON o.sha256 = (SELECT sha256 FROM assets a WHERE a.asset_id = m.asset_id))
   WHERE m.asset_id IN ${touched}`,
];

const makeDueSql = `
  UPDATE stage_work SET state = 'left', due_at = -2, tries = 0, code = NULL, message = NULL
  WHERE stage_id = (SELECT stage_id FROM stages WHERE name = '${captionsStageName}') AND asset_id IN ${touched}`;

const journal = { actions: "caption_actions", changes: "caption_changes", key: "sha256" };

/**
 * The journal of what people do to captions. A change is written down first and carried out from there, in one
 * transaction; so undoing is the same change the other way round.
 */
export function captionActionsRepository(database: Database.Database) {
  const insert = database.prepare<[string, number, number | null]>(
    "INSERT INTO caption_actions (kind, title, done_at, undoes) VALUES (?, '', ?, ?)",
  );
  const describe = database.prepare<[string, number, number]>(
    "UPDATE caption_actions SET title = ?, photos = ? WHERE action_id = ?",
  );
  const edit = database.prepare(editSql);
  const reject = database.prepare(rejectSql);
  const askAgain = database.prepare(askAgainSql);
  const turn = database.prepare(turnSql);
  const carryOut = carryOutSql.map((sql) => database.prepare<{ actionId: number }>(sql));
  const makeDue = database.prepare<{ actionId: number }>(makeDueSql);

  return {
    ...journalActions(database, journal, toAction),
    /** A new action, of which nothing is said yet. To be called, with all below, in one transaction. */
    begin: (kind: StoredCaptionAction["kind"], undoes: number | null = null): number =>
      Number(insert.run(kind, Date.now(), undoes).lastInsertRowid),
    describe: (actionId: number, title: string, photos: number): void => {
      describe.run(title, photos, actionId);
    },
    /** @param text null takes the person's own away @returns whether that changes anything */
    edit: (actionId: number, assetId: number, text: string | null): boolean =>
      edit.run({ actionId, assetId, text, now: Date.now() }).changes > 0,
    /** The machine's sentences that these photos show. @returns how many; likewise the next two */
    reject: (actionId: number, assetIds: readonly number[]): number =>
      reject.run({ actionId, assetIds: JSON.stringify(assetIds), now: Date.now() }).changes,
    /** Other sentences in the place of a machine's, but for photos with their person's own. */
    askAgain: (actionId: number, assetIds: readonly number[]): number =>
      askAgain.run({ actionId, assetIds: JSON.stringify(assetIds), now: Date.now() }).changes,
    /** Writes another action down the other way round. */
    turn: (actionId: number, undoes: number): number => turn.run({ actionId, undoes }).changes,
    /** Does what the action says. */
    carryOut(actionId: number): void {
      for (const step of carryOut) step.run({ actionId });
    },
    /** The captioner looks at its photos again, before all others. */
    makeDue: (actionId: number): void => {
      makeDue.run({ actionId });
    },
  };
}
