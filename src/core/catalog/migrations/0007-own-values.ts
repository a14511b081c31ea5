/** Version 7: what photos took over from copies that went; by content, so that it outlasts moves and rescans. */
export const ownValuesMigration = `
CREATE TABLE own_values (
  sha256 BLOB NOT NULL,
  field TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  PRIMARY KEY (sha256, field)
) STRICT, WITHOUT ROWID;

-- The journal of it: written before anything is moved, settled when the moves are.
CREATE TABLE inherited_values (
  inheritance_id INTEGER PRIMARY KEY AUTOINCREMENT,
  batch_id INTEGER NOT NULL REFERENCES move_batches,
  sha256 BLOB NOT NULL, -- of the one that stays
  donor BLOB NOT NULL, -- SHA-256 of the one that goes
  field TEXT NOT NULL,
  value TEXT NOT NULL, -- JSON
  before TEXT, -- JSON: the own value that it replaced; NULL for none
  state TEXT NOT NULL CHECK (state IN ('planned', 'taken', 'dropped', 'returned'))
) STRICT;
CREATE INDEX inherited_values_by_batch ON inherited_values (batch_id);
CREATE INDEX inherited_values_by_field ON inherited_values (sha256, field);
CREATE INDEX moves_by_content ON moves (sha256);
`;
