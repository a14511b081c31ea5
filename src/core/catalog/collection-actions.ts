import type Database from "better-sqlite3";
import type { CollectionAction } from "../../contract/history.ts";
import { journalActions } from "./journal-actions.ts";

/** A collection but for its members. */
export interface CollectionState {
  name: string;
  nameKey: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  isOwnInQdrant: boolean;
}

export interface CollectionStateChange {
  collectionId: number;
  /** null where there was none. */
  before: CollectionState | null;
  /** null where there is none any more. */
  after: CollectionState | null;
}

export interface StoredAction {
  actionId: number;
  kind: CollectionAction["action"];
  title: string;
  doneAt: number;
  undoes: number | null;
  undoneAt: number | null;
}

interface RawAction {
  action_id: number;
  kind: CollectionAction["action"];
  title: string;
  done_at: number;
  undoes: number | null;
  undone_at: number | null;
}

function toAction(raw: RawAction): StoredAction {
  return {
    actionId: raw.action_id,
    kind: raw.kind,
    title: raw.title,
    doneAt: raw.done_at,
    undoes: raw.undoes,
    undoneAt: raw.undone_at,
  };
}

const members = "collection_member_changes c WHERE c.action_id = @actionId";

/** What an action says is done, in an order in which a name is free before it is taken. */
const carryOutSql = [
  // Each found by its key: SQLite would walk over all members for a pair of columns.
  `DELETE FROM collection_members WHERE collection_id IN (SELECT collection_id FROM collection_changes c
     WHERE c.action_id = @actionId) AND sha256 IN (SELECT sha256 FROM ${members} AND is_added = 0) AND EXISTS (
     SELECT 1 FROM ${members} AND c.collection_id = collection_members.collection_id
       AND c.sha256 = collection_members.sha256 AND is_added = 0)`,
  `DELETE FROM collections WHERE collection_id IN
     (SELECT collection_id FROM collection_changes WHERE action_id = @actionId AND after IS NULL)`,
  `UPDATE collections SET name = after ->> 'name', name_key = after ->> 'nameKey', changed_at = @now,
     is_own_in_qdrant = after ->> 'isOwnInQdrant'
   FROM collection_changes c WHERE c.action_id = @actionId AND c.collection_id = collections.collection_id`,
  `INSERT INTO collections (collection_id, name, name_key, created_at, changed_at, is_own_in_qdrant)
     SELECT collection_id, after ->> 'name', after ->> 'nameKey', after ->> 'createdAt', @now, after ->> 'isOwnInQdrant'
     FROM collection_changes WHERE action_id = @actionId AND before IS NULL AND after IS NOT NULL`,
  `INSERT INTO collection_members (collection_id, sha256)
     SELECT collection_id, sha256 FROM ${members} AND is_added = 1`,
];

const journal = {
  actions: "collection_actions",
  changes: "collection_changes",
  key: "collection_id",
};

/**
 * The journal of collections. A change is written down first, as the collections and members that come and go, and then
 * carried out from there, in one transaction; so undoing is the same change the other way round.
 */
export function collectionActionsRepository(database: Database.Database) {
  const insert = database.prepare<[string, string, number, number | null]>(
    "INSERT INTO collection_actions (kind, title, done_at, undoes) VALUES (?, ?, ?, ?)",
  );
  const setTitle = database.prepare<[string, number]>(
    "UPDATE collection_actions SET title = ? WHERE action_id = ?",
  );
  const newId = database
    .prepare<[], number>(
      "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'collections'), 0) + 1",
    )
    .pluck();
  const change = database.prepare<[number, number, string | null, string | null]>(
    "INSERT INTO collection_changes (collection_id, action_id, before, after) VALUES (?, ?, ?, ?)",
  );
  const write = (from: string, isAdded: 0 | 1) =>
    `INSERT OR IGNORE INTO collection_member_changes (action_id, collection_id, sha256, is_added)
     SELECT @actionId, @collectionId, sha256, ${isAdded} FROM ${from}`;
  const given = "(SELECT sha256 FROM json_each(@assetIds) CROSS JOIN assets ON asset_id = value)";
  const isMember = `(SELECT sha256 FROM collection_members WHERE collection_id = @collectionId)`;
  const bring = database.prepare(write(`${given} WHERE sha256 NOT IN ${isMember}`, 1));
  const bringFrom = database.prepare(
    write(`collection_members WHERE collection_id = @from AND sha256 NOT IN ${isMember}`, 1),
  );
  const bringContents = database.prepare(
    write(`(SELECT unhex(value) AS sha256 FROM json_each(@contents)) WHERE sha256 NOT IN ${isMember}`, 1),
  );
  const take = database.prepare(write(`${given} WHERE sha256 IN ${isMember}`, 0));
  const takeAll = database.prepare(write("collection_members WHERE collection_id = @collectionId", 0));
  const follow = database.prepare(
    `INSERT INTO collection_member_changes (action_id, collection_id, sha256, is_added)
     SELECT @actionId, @collectionId, sha256, 1 FROM collection_member_changes
     WHERE action_id = @actionId AND collection_id = @from AND is_added = 0`,
  );
  const turn = [
    `INSERT INTO collection_changes (collection_id, action_id, before, after)
       SELECT collection_id, @actionId, after, before FROM collection_changes WHERE action_id = @undoes`,
    `INSERT INTO collection_member_changes (action_id, collection_id, sha256, is_added)
       SELECT @actionId, collection_id, sha256, 1 - is_added FROM collection_member_changes WHERE action_id = @undoes`,
  ].map((sql) => database.prepare<{ actionId: number; undoes: number }>(sql));
  const carryOut = carryOutSql.map((sql) => {
    const statement = database.prepare<object>(sql);
    return (actionId: number, now: number) =>
      statement.run(sql.includes("@now") ? { actionId, now } : { actionId });
  });
  const changes = database.prepare<
    [number],
    { collection_id: number; before: string | null; after: string | null }
  >("SELECT * FROM collection_changes WHERE action_id = ? ORDER BY collection_id");

  return {
    ...journalActions(database, journal, toAction),
    /** A new action, of which nothing is said yet. To be called, with all below, in one transaction. */
    begin: (kind: StoredAction["kind"], title: string, undoes: number | null = null): number =>
      Number(insert.run(kind, title, Date.now(), undoes).lastInsertRowid),
    setTitle: (actionId: number, title: string): void => {
      setTitle.run(title, actionId);
    },
    /** The number of a collection that is to be made: never used again. */
    newCollectionId: (): number => newId.get() as number,
    /** Whatever an action does to members, their collection is said as well. */
    change(actionId: number, { collectionId, before, after }: CollectionStateChange): void {
      const json = (state: CollectionState | null) =>
        state && JSON.stringify({ ...state, isOwnInQdrant: state.isOwnInQdrant ? 1 : 0 });
      change.run(collectionId, actionId, json(before), json(after));
    },
    /** Photos that come in, but for those that are in. @returns how many; likewise all below */
    bring: (actionId: number, collectionId: number, assetIds: readonly number[]): number =>
      bring.run({ actionId, collectionId, assetIds: JSON.stringify(assetIds) }).changes,
    /** All members of another collection come in. */
    bringFrom: (actionId: number, collectionId: number, from: number): number =>
      bringFrom.run({ actionId, collectionId, from }).changes,
    /** @param contents SHA-256 in hexadecimal, of photos of the library and others */
    bringContents: (actionId: number, collectionId: number, contents: readonly string[]): number =>
      bringContents.run({ actionId, collectionId, contents: JSON.stringify(contents) }).changes,
    /** Photos that leave, as far as they are in. */
    take: (actionId: number, collectionId: number, assetIds: readonly number[]): number =>
      take.run({ actionId, collectionId, assetIds: JSON.stringify(assetIds) }).changes,
    takeAll: (actionId: number, collectionId: number): number =>
      takeAll.run({ actionId, collectionId }).changes,
    /** What this action takes out of one collection comes into another, a new one. */
    follow: (actionId: number, collectionId: number, from: number): number =>
      follow.run({ actionId, collectionId, from }).changes,
    /** Writes another action down the other way round. */
    turn(actionId: number, undoes: number): void {
      for (const statement of turn) statement.run({ actionId, undoes });
    },
    /** Does what the action says. */
    carryOut(actionId: number): void {
      const now = Date.now();
      for (const step of carryOut) step(actionId, now);
    },
    changesOf: (actionId: number): CollectionStateChange[] =>
      changes.all(actionId).map((row) => ({
        collectionId: row.collection_id,
        before: stateOf(row.before),
        after: stateOf(row.after),
      })),
  };
}

function stateOf(json: string | null): CollectionState | null {
  if (json === null) return null;
  const state = JSON.parse(json) as Omit<CollectionState, "isOwnInQdrant"> & { isOwnInQdrant: number };
  return { ...state, isOwnInQdrant: state.isOwnInQdrant === 1 };
}
