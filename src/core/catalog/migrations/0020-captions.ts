import { isDueNow } from "./0016-words.ts";
import { enter, isSending, rowOf, rows } from "./0017-vector-stores.ts";

const stageOf = (name: string) => `(SELECT stage_id FROM stages WHERE name = '${name}')`;

const wordsAreDue = (assetId: string) => `
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${stageOf("words")} AND asset_id = ${assetId};`;

const assetWith = (sha256: string) => `(SELECT asset_id FROM assets WHERE sha256 = ${sha256})`;

/** What somebody cares for goes first, and where it was not to be written before it is now. */
const comesFirst = (assetId: string) => `
  UPDATE stage_work SET state = 'left', due_at = iif(state = 'unwanted' OR due_at = 0, -1, due_at)
  WHERE stage_id = ${stageOf("captions")} AND asset_id = ${assetId} AND state IN ('left', 'unwanted');`;

/** What of a row is shown, or keeps another from being shown: what else it says changes nothing for others. */
const tells = {
  machine_captions: (row: string) => `${row}.standing = 'shown'`,
  own_captions: (row: string) => `${row}.text IS NOT NULL`,
};

const isOther = {
  machine_captions: "OLD.text IS NOT NEW.text OR OLD.standing <> NEW.standing",
  own_captions: "OLD.text IS NOT NEW.text",
};

/** The sentence that is shown changed, or may have. */
const follow = (table: keyof typeof isOther, name: string, assetIdOf: (row: string) => string) => `
${rows
  .map(
    (change) => `
CREATE TRIGGER words_of_${name}_${change.toLowerCase()} AFTER ${change} ON ${table} WHEN ${tells[table](rowOf(change))} BEGIN
  ${wordsAreDue(assetIdOf(rowOf(change)))}
END;
CREATE TRIGGER outbox_${name}_${change.toLowerCase()} AFTER ${change} ON ${table}
WHEN ${tells[table](rowOf(change))} AND ${isSending} BEGIN
  ${enter(`SELECT sha256 FROM assets WHERE asset_id = ${assetIdOf(rowOf(change))}`)}
END;`,
  )
  .join("")}
CREATE TRIGGER words_of_${name}_update AFTER UPDATE ON ${table} WHEN ${isOther[table]} BEGIN
  ${wordsAreDue(assetIdOf("NEW"))}
END;
CREATE TRIGGER outbox_${name}_update AFTER UPDATE ON ${table} WHEN (${isOther[table]}) AND ${isSending} BEGIN
  ${enter(`SELECT sha256 FROM assets WHERE asset_id = ${assetIdOf("NEW")}`)}
END;`;

/**
 * Version 20: sentences on what can be seen. A machine's belong to a photo of the library and go with it; a person's are
 * known by the content, outlast it, and stand before a machine's. What a person did to them is journalled.
 */
export const captionsMigration = `
CREATE TABLE machine_captions (
  asset_id INTEGER PRIMARY KEY REFERENCES assets ON DELETE CASCADE,
  text TEXT, -- NULL where the model was not sure enough to say anything
  confidence REAL, -- 0 to 1; NULL where the model does not say
  model_id TEXT NOT NULL,
  model_name TEXT NOT NULL,
  revision TEXT NOT NULL,
  written_at INTEGER NOT NULL,
  seen_by TEXT NOT NULL, -- id@revision of the model that looked last: what another one wrote stays until that says more
  standing TEXT NOT NULL CHECK (standing IN ('shown', 'own', 'rejected', 'nothing')) -- what keeps it from being shown
) STRICT;
CREATE INDEX machine_captions_counted ON machine_captions (model_id, standing);

CREATE TABLE own_captions (
  sha256 BLOB PRIMARY KEY,
  text TEXT, -- NULL where the person wrote none
  written_at INTEGER NOT NULL,
  rejected TEXT NOT NULL DEFAULT '[]', -- JSON: sentences that are not shown, and not written again
  avoided TEXT NOT NULL DEFAULT '[]' -- JSON: sentences that another one was asked for in the place of
) STRICT, WITHOUT ROWID;
CREATE INDEX own_captions_written ON own_captions (sha256) WHERE text IS NOT NULL;

CREATE TABLE opened_photos (
  asset_id INTEGER PRIMARY KEY REFERENCES assets ON DELETE CASCADE
) STRICT;
CREATE INDEX favorite_assets ON assets (asset_id) WHERE is_favorite = 1;

-- One row for each thing that a person did, an undoing too; undone as a whole.
CREATE TABLE caption_actions (
  action_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  title TEXT NOT NULL, -- for people: 'Edited the caption of “IMG_0012.jpg”'
  photos INTEGER NOT NULL DEFAULT 0,
  done_at INTEGER NOT NULL,
  undoes INTEGER REFERENCES caption_actions, -- the action that this one takes back
  undone_at INTEGER
) STRICT;

-- What it made of each row of own_captions that it touched; JSON, NULL where there was none before or is none after it.
CREATE TABLE caption_changes (
  sha256 BLOB NOT NULL,
  action_id INTEGER NOT NULL REFERENCES caption_actions ON DELETE CASCADE,
  before TEXT,
  after TEXT,
  machine_before TEXT, -- JSON: the machine's sentence before it, where another one was asked for
  machine_after TEXT, -- JSON: the machine's sentence that comes back by it
  PRIMARY KEY (sha256, action_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX caption_changes_by_action ON caption_changes (action_id);

CREATE TABLE captioner_choice (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  mode TEXT NOT NULL DEFAULT 'all' CHECK (mode IN ('off', 'opened', 'all')),
  captioner_id TEXT, -- as a person chose it
  key TEXT, -- id@revision of the one that wrote last
  version INTEGER NOT NULL DEFAULT 1 -- of the stage: rises when all photos are to be looked at again
) STRICT;
INSERT INTO captioner_choice (only_row) VALUES (1);

${follow("machine_captions", "caption", (row) => `${row}.asset_id`)}
${follow("own_captions", "own_caption", (row) => assetWith(`${row}.sha256`))}

CREATE TRIGGER captions_of_opened AFTER INSERT ON opened_photos BEGIN
  ${comesFirst("NEW.asset_id")}
END;
CREATE TRIGGER captions_of_favorite AFTER UPDATE OF is_favorite ON assets
WHEN NEW.is_favorite = 1 AND OLD.is_favorite = 0 BEGIN
  ${comesFirst("NEW.asset_id")}
END;
-- Becoming a photo puts all its work off to the same moment.
CREATE TRIGGER captions_of_new_photo AFTER UPDATE OF is_here ON stage_work
WHEN NEW.is_here = 1 AND OLD.is_here = 0 AND NEW.stage_id = ${stageOf("captions")} AND (
  EXISTS (SELECT 1 FROM assets WHERE asset_id = NEW.asset_id AND is_favorite = 1)
  OR EXISTS (SELECT 1 FROM opened_photos WHERE asset_id = NEW.asset_id))
BEGIN
  ${comesFirst("NEW.asset_id")}
END;
`;
