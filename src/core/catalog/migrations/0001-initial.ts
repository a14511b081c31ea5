/**
 * Version 1. Paths are TEXT, or BLOB where their bytes are not UTF-8 (files/path-bytes.ts), hence ANY.
 * Times are milliseconds since 1970-01-01T00:00Z unless named otherwise.
 */
export const initialMigration = `
CREATE TABLE roots (
  root_id INTEGER PRIMARY KEY AUTOINCREMENT,
  path ANY NOT NULL UNIQUE,
  added_at INTEGER NOT NULL
) STRICT;

CREATE TABLE directories (
  directory_id INTEGER PRIMARY KEY AUTOINCREMENT,
  root_id INTEGER NOT NULL REFERENCES roots ON DELETE CASCADE,
  path ANY NOT NULL, -- relative to the root, '/' between parts; '' is the root itself
  UNIQUE (root_id, path)
) STRICT;

-- One row per content. Identifiers are never used again.
CREATE TABLE assets (
  asset_id INTEGER PRIMARY KEY AUTOINCREMENT,
  sha256 BLOB NOT NULL UNIQUE,
  format TEXT NOT NULL,
  width INTEGER NOT NULL,
  height INTEGER NOT NULL,
  size_bytes INTEGER NOT NULL,
  taken_at TEXT,
  taken_at_source TEXT,
  taken_at_minutes INTEGER NOT NULL, -- wall-clock minutes since 1970-01-01T00:00, for sorting
  camera TEXT NOT NULL, -- JSON
  latitude REAL,
  longitude REAL,
  placeholder BLOB, -- ThumbHash
  present_files INTEGER NOT NULL DEFAULT 0,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX assets_by_revision ON assets (revision);
-- All that the grid needs of a photo, in its order: the timeline never touches the table.
CREATE INDEX assets_timeline ON assets (taken_at_minutes DESC, asset_id DESC, width, height, placeholder)
  WHERE present_files > 0;

CREATE TABLE thumbnails (
  asset_id INTEGER PRIMARY KEY REFERENCES assets ON DELETE CASCADE,
  version INTEGER NOT NULL, -- of what made it
  webp BLOB NOT NULL
) STRICT;

CREATE TABLE models (
  model_id INTEGER PRIMARY KEY AUTOINCREMENT,
  key TEXT NOT NULL UNIQUE, -- name, revision and preprocessing version
  dimensions INTEGER NOT NULL
) STRICT;

CREATE TABLE vectors (
  sequence INTEGER PRIMARY KEY AUTOINCREMENT,
  model_id INTEGER NOT NULL REFERENCES models ON DELETE CASCADE,
  asset_id INTEGER NOT NULL REFERENCES assets ON DELETE CASCADE,
  vector BLOB NOT NULL, -- float16, little-endian, unit length
  UNIQUE (model_id, asset_id)
) STRICT;
CREATE INDEX vectors_by_asset ON vectors (asset_id);

CREATE TABLE files (
  file_id INTEGER PRIMARY KEY AUTOINCREMENT,
  directory_id INTEGER NOT NULL REFERENCES directories ON DELETE CASCADE,
  name ANY NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_at REAL NOT NULL, -- with the fraction the file system gives
  inode REAL NOT NULL, -- may exceed 2^53 on some systems: only ever compared
  asset_id INTEGER REFERENCES assets,
  outcome TEXT NOT NULL CHECK (outcome IN ('pending', 'indexed', 'duplicate', 'skipped', 'failed')),
  code TEXT,
  message TEXT,
  first_seen INTEGER NOT NULL,
  last_seen INTEGER NOT NULL,
  tries INTEGER NOT NULL DEFAULT 0,
  is_present INTEGER NOT NULL DEFAULT 1,
  job_id INTEGER, -- the job that gave it this outcome, or is to
  UNIQUE (directory_id, name)
) STRICT;
CREATE INDEX files_pending ON files (job_id, file_id) WHERE outcome = 'pending';
CREATE INDEX files_by_asset ON files (asset_id) WHERE asset_id IS NOT NULL;
CREATE INDEX files_with_problem ON files (code, file_id) WHERE code IS NOT NULL;

CREATE TABLE jobs (
  job_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL,
  state TEXT NOT NULL,
  directories TEXT NOT NULL, -- JSON array
  ledger TEXT NOT NULL, -- JSON
  working_millis INTEGER NOT NULL DEFAULT 0,
  started_at INTEGER NOT NULL,
  ended_at INTEGER,
  error_code TEXT,
  error_message TEXT
) STRICT;
`;
