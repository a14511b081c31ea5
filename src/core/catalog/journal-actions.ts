import type Database from "better-sqlite3";
import { type Journal, laterActionSql } from "./later-action-sql.ts";

/**
 * What every journal knows of its actions, whatever they are about.
 * @param toAction of a row of the table of actions
 */
export function journalActions<Raw, Action>(
  database: Database.Database,
  journal: Journal,
  toAction: (raw: Raw) => Action,
) {
  const { actions } = journal;
  const drop = database.prepare<[number]>(`DELETE FROM ${actions} WHERE action_id = ?`);
  const setUndone = database.prepare<[number, number]>(
    `UPDATE ${actions} SET undone_at = ? WHERE action_id = ?`,
  );
  const one = database.prepare<[number], Raw>(`SELECT * FROM ${actions} WHERE action_id = ?`);
  const list = database.prepare<[number], Raw>(`SELECT * FROM ${actions} ORDER BY action_id DESC LIMIT ?`);
  const latest = database.prepare<[], Raw>(
    `SELECT * FROM ${actions} WHERE undone_at IS NULL AND kind <> 'undone' ORDER BY action_id DESC LIMIT 1`,
  );
  const later = database.prepare<{ actionId: number }, Raw>(laterActionSql(journal));

  return {
    /** It would change nothing: it never was. */
    drop: (actionId: number): void => {
      drop.run(actionId);
    },
    setUndone: (actionId: number): void => {
      setUndone.run(Date.now(), actionId);
    },
    get(actionId: number): Action | undefined {
      const raw = one.get(actionId);
      return raw && toAction(raw);
    },
    /** The latest first. */
    list: (limit: number): Action[] => list.all(limit).map(toAction),
    /** The latest that holds, undoings left out. */
    latest(): Action | undefined {
      const raw = latest.get();
      return raw && toAction(raw);
    },
    /** The latest after this one that still tells in something that it changed; undefined where none does. */
    laterThan(actionId: number): Action | undefined {
      const raw = later.get({ actionId });
      return raw && toAction(raw);
    },
  };
}
