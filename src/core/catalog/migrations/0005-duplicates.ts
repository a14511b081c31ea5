/** Version 5: what duplicates are found by, what was found, what people decided, and what was moved. */
export const duplicatesMigration = `
CREATE TABLE signatures (
  asset_id INTEGER PRIMARY KEY REFERENCES assets ON DELETE CASCADE,
  version INTEGER NOT NULL, -- of what made it
  packed BLOB NOT NULL, -- imaging/signature/signature.ts
  jpeg_quality INTEGER,
  software TEXT,
  -- Version of the comparison that looked for this photo's copies among all that were in before it.
  compared_version INTEGER
) STRICT;
CREATE INDEX signatures_to_compare ON signatures (asset_id, compared_version);

-- Pairs whose pixels were compared, refuted ones too: nothing is compared twice.
CREATE TABLE compared_pairs (
  first_id INTEGER NOT NULL REFERENCES assets ON DELETE CASCADE, -- the lower id
  second_id INTEGER NOT NULL REFERENCES assets ON DELETE CASCADE,
  version INTEGER NOT NULL, -- of the comparison
  confidence REAL NOT NULL, -- 0 to 1
  inner_id INTEGER NOT NULL, -- the one that shows only a part of the other; 0 where both show the same
  is_refuted INTEGER NOT NULL, -- they lie on each other, and something else is to be seen
  is_turned INTEGER NOT NULL,
  measures TEXT, -- JSON; NULL where nothing lays the one on the other
  PRIMARY KEY (first_id, second_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX compared_pairs_by_second ON compared_pairs (second_id);

CREATE TABLE verdicts (
  verdict_id INTEGER PRIMARY KEY AUTOINCREMENT,
  kind TEXT NOT NULL CHECK (kind IN ('not-duplicates', 'keep-all')),
  contents TEXT NOT NULL, -- JSON array of SHA-256 in hexadecimal, sorted
  decided_at INTEGER NOT NULL,
  UNIQUE (kind, contents)
) STRICT;

CREATE TABLE duplicate_settings (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  settings TEXT NOT NULL -- JSON
) STRICT;

-- What was moved to a trash, and back. Written before and after each move.
CREATE TABLE move_batches (
  batch_id INTEGER PRIMARY KEY AUTOINCREMENT,
  started_at INTEGER NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('running', 'done', 'interrupted'))
) STRICT;

CREATE TABLE moves (
  move_id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES move_batches,
  file_id INTEGER NOT NULL, -- of files, while it is known
  path ANY NOT NULL, -- as in 0001
  root_path ANY NOT NULL,
  sha256 BLOB NOT NULL,
  size_bytes INTEGER NOT NULL,
  modified_at REAL NOT NULL,
  state TEXT NOT NULL CHECK (state IN ('planned', 'moving', 'moved', 'failed', 'restoring', 'restored')),
  trashed_to ANY,
  changed_at INTEGER NOT NULL,
  code TEXT,
  message TEXT
) STRICT;
CREATE INDEX moves_by_batch ON moves (batch_id);
CREATE INDEX moves_under_way ON moves (state) WHERE state IN ('planned', 'moving', 'restoring');
`;
