import type Database from "better-sqlite3";

export interface CollectionRow {
  collectionId: number;
  name: string;
  /** Milliseconds since 1970. */
  createdAt: number;
  changedAt: number;
  isOwnInQdrant: boolean;
  /** Of its journal: another one whenever it has changed. */
  lastActionId: number;
}

interface RawCollection {
  collection_id: number;
  name: string;
  created_at: number;
  changed_at: number;
  is_own_in_qdrant: number;
  last_action_id: number | null;
}

function toRow(raw: RawCollection): CollectionRow {
  return {
    collectionId: raw.collection_id,
    name: raw.name,
    createdAt: raw.created_at,
    changedAt: raw.changed_at,
    isOwnInQdrant: raw.is_own_in_qdrant === 1,
    lastActionId: raw.last_action_id ?? 0,
  };
}

const sha256Bytes = 32;

const rowSql = `
  SELECT *, (SELECT max(action_id) FROM collection_changes h WHERE h.collection_id = c.collection_id) AS last_action_id
  FROM collections c`;

/** Members that are photos of the library now; the loop goes over members, however many photos there are. */
export const presentMembers = `
  collection_members m CROSS JOIN assets a INDEXED BY assets_as_members
    ON a.sha256 = m.sha256 AND a.present_files > 0`;

/** Named sets of contents, as they are now. What changes them is the journal: `collection-actions.ts`. */
export function collectionsRepository(database: Database.Database) {
  const all = database.prepare<[], RawCollection>(`${rowSql} ORDER BY name_key`);
  const one = database.prepare<[number], RawCollection>(`${rowSql} WHERE collection_id = ?`);
  const byKey = database.prepare<[string], RawCollection>(`${rowSql} WHERE name_key = ?`);
  const own = database.prepare<[], { collectionId: number; name: string }>(
    `SELECT collection_id AS collectionId, name FROM collections WHERE is_own_in_qdrant = 1 ORDER BY collection_id`,
  );
  const assetIds = database
    .prepare<[number], string>(
      `SELECT json_group_array(asset_id) FROM (SELECT a.asset_id FROM ${presentMembers} WHERE m.collection_id = ?
         ORDER BY a.taken_at_minutes DESC, a.asset_id DESC)`,
    )
    .pluck();
  const contents = database
    .prepare<[number], Buffer>(
      "SELECT sha256 FROM collection_members WHERE collection_id = ? ORDER BY sha256",
    )
    .pluck();
  const countMembers = database
    .prepare<[number], number>("SELECT count(*) FROM collection_members WHERE collection_id = ?")
    .pluck();
  const unknownAssets = database
    .prepare<[string], number>(
      `SELECT value FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM assets WHERE asset_id = value) LIMIT 1`,
    )
    .pluck();
  const inDirectories = database
    .prepare<[string], number>(
      `SELECT DISTINCT f.asset_id FROM json_each(?) d CROSS JOIN files f ON f.directory_id = d.value
       JOIN assets a USING (asset_id) WHERE f.is_present = 1 AND a.present_files > 0`,
    )
    .pluck();

  return {
    /** By name. */
    list: (): CollectionRow[] => all.all().map(toRow),
    get(collectionId: number): CollectionRow | undefined {
      const raw = one.get(collectionId);
      return raw && toRow(raw);
    },
    /** @param nameKey of `contract/collection-name-key.ts` */
    named(nameKey: string): CollectionRow | undefined {
      const raw = byKey.get(nameKey);
      return raw && toRow(raw);
    },
    /** Those that are collections of their own in Qdrant, too. */
    ownInQdrant: () => own.all(),
    /** Its photos in the timeline's order: 100,000 take 0.1 s. */
    assetIds: (collectionId: number): number[] => JSON.parse(assetIds.get(collectionId) ?? "[]"),
    /** Members, whether they are photos of the library now or not. */
    countMembers: (collectionId: number): number => countMembers.get(collectionId) ?? 0,
    /** SHA-256 of all members, 32 bytes each, ascending. */
    contents(collectionId: number): Buffer {
      const packed = Buffer.alloc(sha256Bytes * (countMembers.get(collectionId) ?? 0));
      let offset = 0;
      for (const sha256 of contents.iterate(collectionId)) offset += sha256.copy(packed, offset);
      return packed;
    },
    /** One of these ids that no photo has; undefined where all are known. */
    unknownAsset: (assetIds: readonly number[]): number | undefined =>
      unknownAssets.get(JSON.stringify(assetIds)),
    /** Photos of which a file lies in one of these directories. */
    assetIdsIn: (directoryIds: readonly number[]): number[] =>
      inDirectories.all(JSON.stringify(directoryIds)),
  };
}
