/** A server is in use or being filled. */
export const isSending = "EXISTS (SELECT 1 FROM vectors_choice WHERE is_sending = 1)";

/** Puts contents into the outbox; one that is in it goes behind all others: what was read of it before is not all. */
export const enter = (contents: string) => `
  INSERT INTO outbox (sequence, sha256)
    SELECT coalesce((SELECT max(sequence) FROM outbox), 0) + row_number() OVER (), sha256 FROM (${contents})
    WHERE true
    ON CONFLICT (sha256) DO UPDATE SET sequence = excluded.sequence, due_at = 0, code = NULL, message = NULL;`;

const enterAsset = (assetId: string) => enter(`SELECT sha256 FROM assets WHERE asset_id = ${assetId}`);

const enterFilesOf = (files: string) =>
  enter(`SELECT DISTINCT sha256 FROM assets WHERE asset_id IN (SELECT f.asset_id FROM ${files})`);

/** Whatever a point tells of a photo: its change makes the photo due. */
const facts = [
  "present_files",
  "format",
  "width",
  "height",
  "size_bytes",
  "taken_at",
  "camera",
  "latitude",
  "longitude",
  "rating",
  "title",
  "description",
  "keywords",
  "is_favorite",
];

/** Rows that come and go. */
export const rows = ["INSERT", "DELETE"] as const;
export const rowOf = (change: (typeof rows)[number]) => (change === "DELETE" ? "OLD" : "NEW");

/**
 * Version 17: where vectors are looked up, and what a server has not been told yet. The outbox is kept while a server is
 * in use or being filled; its numbers lie beside it, so that telling how many wait counts nothing.
 */
export const vectorStoresMigration = `
CREATE TABLE vectors_choice (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  library_id TEXT NOT NULL, -- a UUID, by which libraries that share a server are told apart
  in_use TEXT NOT NULL DEFAULT 'embedded' CHECK (in_use IN ('embedded', 'qdrant')),
  wanted TEXT CHECK (wanted IN ('embedded', 'qdrant')), -- takes over once it is whole
  url TEXT,
  collection TEXT,
  is_sending INTEGER NOT NULL DEFAULT 0,
  is_entering INTEGER NOT NULL DEFAULT 0, -- all photos are being entered into the outbox
  waiting INTEGER NOT NULL DEFAULT 0 -- rows of the outbox
) STRICT;

CREATE TABLE outbox (
  sequence INTEGER PRIMARY KEY,
  sha256 BLOB NOT NULL UNIQUE, -- of a photo, or of one that is gone
  due_at INTEGER NOT NULL DEFAULT 0, -- not before then
  tries INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  message TEXT
) STRICT;
CREATE INDEX outbox_due ON outbox (due_at, sequence);
CREATE TRIGGER outbox_entered AFTER INSERT ON outbox BEGIN
  UPDATE vectors_choice SET waiting = waiting + 1;
END;
CREATE TRIGGER outbox_left AFTER DELETE ON outbox BEGIN
  UPDATE vectors_choice SET waiting = waiting - 1;
END;

-- What was sent last: a server that was restored from an older copy of its data has not got it.
CREATE TABLE last_sent (
  slot INTEGER PRIMARY KEY, -- the higher, the later
  sha256 BLOB NOT NULL,
  stamp TEXT NOT NULL
) STRICT;

CREATE TRIGGER outbox_new_asset AFTER INSERT ON assets WHEN NEW.present_files > 0 AND ${isSending} BEGIN
  ${enterAsset("NEW.asset_id")}
END;
CREATE TRIGGER outbox_removed_asset AFTER DELETE ON assets WHEN ${isSending} BEGIN
  ${enter("SELECT OLD.sha256 AS sha256")}
END;
CREATE TRIGGER outbox_changed_asset AFTER UPDATE OF ${facts} ON assets
WHEN (${facts.map((column) => `OLD.${column} IS NOT NEW.${column}`).join(" OR ")}) AND ${isSending} BEGIN
  ${enterAsset("NEW.asset_id")}
END;
${rows
  .map(
    (change) => `
CREATE TRIGGER outbox_vector_${change.toLowerCase()} AFTER ${change} ON vectors WHEN ${isSending} BEGIN
  ${enterAsset(`${rowOf(change)}.asset_id`)}
END;
CREATE TRIGGER outbox_own_value_${change.toLowerCase()} AFTER ${change} ON own_values WHEN ${isSending} BEGIN
  ${enter(`SELECT sha256 FROM assets WHERE sha256 = ${rowOf(change)}.sha256`)}
END;
CREATE TRIGGER outbox_person_${change.toLowerCase()} AFTER ${change} ON asset_people WHEN ${isSending} BEGIN
  ${enterAsset(`${rowOf(change)}.asset_id`)}
END;
CREATE TRIGGER outbox_file_${change.toLowerCase()} AFTER ${change} ON files
WHEN ${rowOf(change)}.asset_id IS NOT NULL AND ${isSending} BEGIN
  ${enterAsset(`${rowOf(change)}.asset_id`)}
END;`,
  )
  .join("")}
CREATE TRIGGER outbox_changed_vector AFTER UPDATE OF vector ON vectors WHEN ${isSending} BEGIN
  ${enterAsset("NEW.asset_id")}
END;
CREATE TRIGGER outbox_new_thumbnail AFTER INSERT ON thumbnails WHEN ${isSending} BEGIN
  ${enterAsset("NEW.asset_id")}
END;
CREATE TRIGGER outbox_changed_thumbnail AFTER UPDATE OF webp ON thumbnails WHEN ${isSending} BEGIN
  ${enterAsset("NEW.asset_id")}
END;
CREATE TRIGGER outbox_changed_file AFTER UPDATE OF asset_id, directory_id, name, is_present ON files
WHEN (OLD.asset_id IS NOT NEW.asset_id OR OLD.directory_id <> NEW.directory_id OR OLD.name <> NEW.name
  OR OLD.is_present <> NEW.is_present) AND coalesce(OLD.asset_id, NEW.asset_id) IS NOT NULL AND ${isSending} BEGIN
  ${enter("SELECT sha256 FROM assets WHERE asset_id IN (OLD.asset_id, NEW.asset_id)")}
END;
CREATE TRIGGER outbox_moved_folder AFTER UPDATE OF root_id, path ON directories
WHEN (OLD.root_id <> NEW.root_id OR OLD.path <> NEW.path) AND ${isSending} BEGIN
  ${enterFilesOf("files f WHERE f.directory_id = NEW.directory_id")}
END;
CREATE TRIGGER outbox_moved_root AFTER UPDATE OF path, last_path ON roots
WHEN (OLD.path IS NOT NEW.path OR OLD.last_path IS NOT NEW.last_path) AND ${isSending} BEGIN
  ${enterFilesOf("files f JOIN directories d USING (directory_id) WHERE d.root_id = NEW.root_id")}
END;
`;
