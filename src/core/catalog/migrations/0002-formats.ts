/** Version 2: what more formats and their metadata tell, and files that belong to another one. */
export const formatsMigration = `
ALTER TABLE assets ADD COLUMN is_animated INTEGER NOT NULL DEFAULT 0;
ALTER TABLE assets ADD COLUMN pixel_source TEXT NOT NULL DEFAULT 'full'; -- where thumbnail and vector came from
ALTER TABLE assets ADD COLUMN rating INTEGER; -- 0 to 5
ALTER TABLE assets ADD COLUMN title TEXT;
ALTER TABLE assets ADD COLUMN description TEXT;
ALTER TABLE assets ADD COLUMN keywords TEXT NOT NULL DEFAULT '[]'; -- JSON array
ALTER TABLE assets ADD COLUMN oddities TEXT NOT NULL DEFAULT '[]'; -- JSON array of sentences

ALTER TABLE files ADD COLUMN part_of INTEGER; -- the file_id of the picture that this one belongs to
ALTER TABLE files ADD COLUMN part_kind TEXT; -- 'raw', 'video' or 'sidecar'
CREATE INDEX files_by_lead ON files (part_of) WHERE part_of IS NOT NULL;

-- Formats that version 1 only knew by name: looked at again by the next scan.
UPDATE files SET inode = -1 WHERE outcome = 'skipped' AND message LIKE '% are not read yet.';
`;
