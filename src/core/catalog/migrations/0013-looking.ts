/**
 * Version 13: looking at files. What is known of a file stays while it cannot be looked at; folders that cannot be looked
 * into are told from files by a mark of their own. The patterns of what is left out that are new join those of libraries
 * in which somebody changed them.
 */
const newPatterns = [
  ".pending-*",
  "Thumbs/",
  ".thumbs/",
  "ehthumbs_vista.db",
  "ZbThumbnail.info",
  ".fseventsd/",
  ".Spotlight-V100/",
  ".TemporaryItems/",
  ".DocumentRevisions-V100/",
  "._*",
  ".AppleDouble/",
  "RECYCLER/",
  ".Trash/",
  ".Trash-*/",
  ".Trashes/",
  ".trashed-*",
  ".dtrash/",
  "Network Trash Folder/",
  "@__thumb/",
  ".@__thumb/",
  "\\#snapshot/",
  ".snapshot/",
  ".snapshots/",
  "@Recently-Snapshot/",
  ".zfs/",
  ".nomedia/..",
  ".thumbnails/",
  ".thumbdata*",
  "*.thm",
  "*.lrdata/",
  "*.lrcat-data/",
  "*.lrcat",
  "*.lrcat-*",
  "*.lrcat.lock",
  "**/*.lrlibrary/*/previews/",
  "**/*.lrlibrary/*/proxies/",
  "**/*.photoslibrary/*",
  "!**/*.photoslibrary/originals/",
  "!**/*.photoslibrary/Masters/",
  "**/*.migratedphotolibrary/*",
  "!**/*.migratedphotolibrary/originals/",
  "!**/*.migratedphotolibrary/Masters/",
  "**/*.photolibrary/*",
  "!**/*.photolibrary/originals/",
  "!**/*.photolibrary/Masters/",
  "**/*.aplibrary/*",
  "!**/*.aplibrary/Masters/",
  "**/iPhoto Library/Data/",
  "**/iPhoto Library/Data.noindex/",
  "**/CaptureOne/Cache/",
  "**/*.cocatalog/*",
  "!**/*.cocatalog/Originals/",
  ".picasaoriginals/",
  ".stversions/",
  ".dropbox.cache/",
  ".photoprism/",
  "**/appdata_*/preview/",
];

/** A person's own rules stay last: theirs is the last word. */
const addPatterns = `
UPDATE settings SET value = (SELECT json_group_array(value) FROM (
    SELECT value FROM json_each('${JSON.stringify(newPatterns)}') UNION ALL SELECT value FROM json_each(settings.value)))
  WHERE key = 'leaveOut';
`;

export const lookingMigration = `
${addPatterns}
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
ALTER TABLE directories ADD COLUMN changed_at REAL; -- likewise, its ctime
`;
