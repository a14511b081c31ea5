/** Settings; what a person decided about files with problems; when a file is tried again; jobs that were paused. */
export const problemsMigration = `
CREATE TABLE settings (
  key TEXT PRIMARY KEY,
  value TEXT NOT NULL -- JSON
) STRICT;

ALTER TABLE files ADD COLUMN problem_since INTEGER; -- when it first ended in a problem, of those it had without a break
ALTER TABLE files ADD COLUMN ignored_at INTEGER; -- when a person said that they know
ALTER TABLE files ADD COLUMN retry_at INTEGER; -- not before then is a pending file tried again
ALTER TABLE files ADD COLUMN retries INTEGER NOT NULL DEFAULT 0; -- of the round of tries that it is in
UPDATE files SET problem_since = first_seen WHERE code IS NOT NULL;

-- What the list of problems shows, in its order.
CREATE INDEX files_problems ON files (outcome, last_seen DESC, file_id) WHERE code IS NOT NULL;

ALTER TABLE jobs ADD COLUMN is_paused INTEGER NOT NULL DEFAULT 0; -- by a person, when its process ended
`;
