import { enter, isSending } from "./0017-vector-stores.ts";

const enterMember = (row: string) => enter(`SELECT sha256 FROM assets WHERE sha256 = ${row}.sha256`);

const enterMembersOf = (collectionId: string) =>
  enter(
    `SELECT sha256 FROM collection_members JOIN assets USING (sha256) WHERE collection_id = ${collectionId}`,
  );

/**
 * Version 18: named sets of photos. Members are known by their contents, so that they outlast moves, rescans and disks
 * that are away. Every change is written into the journal, and carried out from there.
 */
export const collectionsMigration = `
CREATE TABLE collections (
  collection_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE, -- the same for names that differ by case only (contract/collection-name-key.ts)
  created_at INTEGER NOT NULL,
  changed_at INTEGER NOT NULL,
  is_own_in_qdrant INTEGER NOT NULL DEFAULT 0 -- a collection of its own there, beside being a payload value
) STRICT;

CREATE TABLE collection_members (
  collection_id INTEGER NOT NULL REFERENCES collections ON DELETE CASCADE,
  sha256 BLOB NOT NULL,
  PRIMARY KEY (collection_id, sha256)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_members_by_content ON collection_members (sha256);

-- What is counted of members, and their order in the timeline, without touching the table: both lie by content.
CREATE INDEX assets_as_members ON assets (sha256, present_files, size_bytes, taken_at_minutes);

-- One row for each thing that a person did, an undoing too; undone as a whole.
CREATE TABLE collection_actions (
  action_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL, -- for people: 'Merged “Rome” and “Naples” into “Italy”'
  done_at INTEGER NOT NULL,
  undoes INTEGER REFERENCES collection_actions, -- the action that this one takes back
  undone_at INTEGER
) STRICT;

-- What it made of each collection that it touched; JSON, NULL where there was none before or is none after it.
CREATE TABLE collection_changes (
  collection_id INTEGER NOT NULL,
  action_id INTEGER NOT NULL REFERENCES collection_actions ON DELETE CASCADE,
  before TEXT,
  after TEXT,
  PRIMARY KEY (collection_id, action_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX collection_changes_by_action ON collection_changes (action_id);

CREATE TABLE collection_member_changes (
  action_id INTEGER NOT NULL REFERENCES collection_actions ON DELETE CASCADE,
  collection_id INTEGER NOT NULL,
  sha256 BLOB NOT NULL,
  is_added INTEGER NOT NULL, -- else it was taken out
  PRIMARY KEY (action_id, collection_id, sha256)
) STRICT, WITHOUT ROWID;

CREATE TRIGGER outbox_new_member AFTER INSERT ON collection_members WHEN ${isSending} BEGIN
  ${enterMember("NEW")}
END;
CREATE TRIGGER outbox_removed_member AFTER DELETE ON collection_members WHEN ${isSending} BEGIN
  ${enterMember("OLD")}
END;
CREATE TRIGGER outbox_renamed_collection AFTER UPDATE OF name, is_own_in_qdrant ON collections
WHEN (OLD.name <> NEW.name OR OLD.is_own_in_qdrant <> NEW.is_own_in_qdrant) AND ${isSending} BEGIN
  ${enterMembersOf("NEW.collection_id")}
END;
`;
