/**
 * Version 15: what files beside pictures, and programs in fields of their own, say of them. Dates may be of no more than
 * a day, a month or a year from here on ("1985-07"), and come from a file's name ('name').
 */
export const writtenFactsMigration = `
ALTER TABLE assets ADD COLUMN is_favorite INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assets ADD COLUMN is_rejected INTEGER NOT NULL DEFAULT 0; -- discarded in another program

-- Few photos: the timeline names them apart from all others.
CREATE INDEX assets_coarse_dates ON assets (asset_id) WHERE length(taken_at) < 8;

CREATE TABLE asset_people (
  asset_id INTEGER NOT NULL REFERENCES assets ON DELETE CASCADE,
  position INTEGER NOT NULL,
  name TEXT, -- NULL for a face that nobody named
  region TEXT, -- JSON, as contract/photos.ts has it; NULL where nobody marked the face
  PRIMARY KEY (asset_id, position)
) STRICT, WITHOUT ROWID;

-- Folders that are albums, by a file in them that says so.
CREATE TABLE albums (
  directory_id INTEGER PRIMARY KEY REFERENCES directories ON DELETE CASCADE,
  file_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
  title TEXT NOT NULL,
  description TEXT
) STRICT;
CREATE INDEX albums_by_file ON albums (file_id);

-- Pictures that a sidecar describes beside the one that it belongs to: an edited copy shares its original's.
CREATE TABLE shared_sidecars (
  lead_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
  sidecar_id INTEGER NOT NULL REFERENCES files ON DELETE CASCADE,
  PRIMARY KEY (lead_id, sidecar_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX shared_sidecars_by_sidecar ON shared_sidecars (sidecar_id);

-- Left aside unread so far, or read as nothing: looked at again by the next scan.
UPDATE files SET inode = -1, modified_at = 0
WHERE outcome = 'skipped' AND (name LIKE '%.json' OR name LIKE '%.xmp');
`;
