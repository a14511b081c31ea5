/**
 * Version 13: looking at files. What is known of a file stays while it cannot be looked at; folders that cannot be looked
 * into are told from files by a mark of their own; the kinds of rules for what is left out that are new since people
 * wrote down their own join those.
 */
export const lookingMigration = `
ALTER TABLE files ADD COLUMN changed_at REAL; -- ctime, milliseconds since 1970; NULL: not known
ALTER TABLE files ADD COLUMN unseen_since INTEGER; -- it could not be looked at since then: all else is as it was known
ALTER TABLE files ADD COLUMN is_directory INTEGER NOT NULL DEFAULT 0; -- no file: a folder that cannot be looked into
UPDATE files SET is_directory = 1
  WHERE size_bytes = 0 AND modified_at = 0 AND inode = 0 AND outcome = 'failed' AND code IS NOT NULL;
CREATE INDEX files_directories ON files (directory_id, name) WHERE is_directory = 1;
-- Problems that are looked at again by themselves. (Pending files wait for their job.)
CREATE INDEX files_to_retry ON files (retry_at) WHERE retry_at IS NOT NULL AND outcome <> 'pending';

ALTER TABLE directories ADD COLUMN inode REAL;
ALTER TABLE directories ADD COLUMN modified_at REAL; -- of the directory itself
`;
