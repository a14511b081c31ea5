import { isDueNow } from "./0016-words.ts";
import { enter, isSending, rowOf, rows } from "./0017-vector-stores.ts";

const stageOf = (name: string) => `(SELECT stage_id FROM stages WHERE name = '${name}')`;

/** Where a photo was taken changed: its names are looked up anew. */
const placesAreDue = (assetIds: string) => `
  UPDATE stage_work SET state = 'left', due_at = 0, tries = 0, code = NULL, message = NULL
  WHERE stage_id = ${stageOf("places")} AND asset_id IN (${assetIds});`;

const enterAssetOf = (file: string) =>
  enter(
    `SELECT sha256 FROM assets WHERE asset_id IN (SELECT asset_id FROM files WHERE file_id IN (${file}))`,
  );

/**
 * Version 19: searches that are kept, pictures that were given to search by, names of where photos were taken, and words
 * of captions, of pictures and of places. The index of words is made anew, since a table of FTS5 takes no further column.
 */
export const findingMigration = `
CREATE TABLE saved_searches (
  search_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL,
  name_key TEXT NOT NULL UNIQUE, -- the same for names that differ by case only (contract/collection-name-key.ts)
  query TEXT NOT NULL,
  sort TEXT NOT NULL DEFAULT 'relevance',
  position INTEGER NOT NULL, -- from 0, without gaps
  created_at INTEGER NOT NULL
) STRICT;

-- No photos of the library: what was dropped on the search field, so that a query can name it.
CREATE TABLE given_pictures (
  given_id TEXT PRIMARY KEY, -- the first 12 hexadecimal digits of the content's SHA-256
  sha256 BLOB NOT NULL,
  name TEXT NOT NULL,
  webp BLOB NOT NULL, -- large enough for every model's input
  given_at INTEGER NOT NULL -- when it was given last
) STRICT, WITHOUT ROWID;

-- Names of where a photo was taken, the smallest first: town, region, country.
CREATE TABLE asset_places (
  asset_id INTEGER NOT NULL REFERENCES assets ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT NOT NULL,
  PRIMARY KEY (asset_id, position)
) STRICT, WITHOUT ROWID;
CREATE INDEX asset_places_by_name ON asset_places (name, asset_id);

CREATE TRIGGER places_of_moved_asset AFTER UPDATE OF latitude, longitude ON assets
WHEN OLD.latitude IS NOT NEW.latitude OR OLD.longitude IS NOT NEW.longitude BEGIN
  ${placesAreDue("NEW.asset_id")}
END;
${rows
  .map(
    (change) => `
CREATE TRIGGER places_of_own_value_${change.toLowerCase()} AFTER ${change} ON own_values
WHEN ${rowOf(change)}.field = 'location' BEGIN
  ${placesAreDue(`SELECT asset_id FROM assets WHERE sha256 = ${rowOf(change)}.sha256`)}
END;
CREATE TRIGGER words_of_place_${change.toLowerCase()} AFTER ${change} ON asset_places BEGIN
  UPDATE stage_work SET ${isDueNow}
  WHERE stage_id = ${stageOf("words")} AND asset_id = ${rowOf(change)}.asset_id;
END;
CREATE TRIGGER outbox_place_${change.toLowerCase()} AFTER ${change} ON asset_places WHEN ${isSending} BEGIN
  ${enter(`SELECT sha256 FROM assets WHERE asset_id = ${rowOf(change)}.asset_id`)}
END;`,
  )
  .join("")}

-- Of what type a picture is follows from these, too; and a server that was told of photos before does not know it.
CREATE TRIGGER outbox_changed_type AFTER UPDATE OF is_animated, embedded_video_bytes ON assets
WHEN (OLD.is_animated <> NEW.is_animated OR OLD.embedded_video_bytes IS NOT NEW.embedded_video_bytes)
  AND ${isSending} BEGIN
  ${enter("SELECT NEW.sha256 AS sha256")}
END;
CREATE TRIGGER outbox_new_part AFTER INSERT ON files WHEN NEW.part_of IS NOT NULL AND ${isSending} BEGIN
  ${enterAssetOf("NEW.part_of")}
END;
CREATE TRIGGER outbox_changed_part AFTER UPDATE OF part_of, part_kind, is_present ON files
WHEN (OLD.part_of IS NOT NEW.part_of OR OLD.part_kind IS NOT NEW.part_kind OR OLD.is_present <> NEW.is_present)
  AND coalesce(OLD.part_of, NEW.part_of) IS NOT NULL AND ${isSending} BEGIN
  ${enterAssetOf("OLD.part_of, NEW.part_of")}
END;
CREATE TRIGGER outbox_removed_part AFTER DELETE ON files WHEN OLD.part_of IS NOT NULL AND ${isSending} BEGIN
  ${enterAssetOf("OLD.part_of")}
END;
CREATE TRIGGER outbox_new_signature AFTER INSERT ON signatures WHEN NEW.software IS NOT NULL AND ${isSending} BEGIN
  ${enter("SELECT sha256 FROM assets WHERE asset_id = NEW.asset_id")}
END;
CREATE TRIGGER outbox_changed_signature AFTER UPDATE OF software ON signatures
WHEN OLD.software IS NOT NEW.software AND ${isSending} BEGIN
  ${enter("SELECT sha256 FROM assets WHERE asset_id = NEW.asset_id")}
END;
-- All are entered into the outbox when the library is opened next.
UPDATE vectors_choice SET is_entering = 1 WHERE is_sending = 1;

-- Becoming a photo puts all its work off to the stages; its words are read by the very change, as others are.
CREATE TRIGGER words_of_new_photo AFTER UPDATE OF is_here ON stage_work
WHEN NEW.is_here = 1 AND OLD.is_here = 0 AND NEW.state = 'left' AND NEW.stage_id = ${stageOf("words")} BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = NEW.stage_id AND asset_id = NEW.asset_id;
END;

DROP TABLE asset_words;
CREATE VIRTUAL TABLE asset_words USING fts5(
  name, folder, title, description, keyword, person, caption, text, place,
  content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '3'
);
`;
