/**
 * Disks that come and go. A root is known by its volume and the path on it; one that a person has forgotten stays,
 * with `files.is_present = -1` for what was there, until it is purged. Assets that are deleted leave their number,
 * so that a page that shows them is told.
 */
export const volumesMigration = `
ALTER TABLE roots ADD COLUMN volume_id TEXT; -- NULL where the system tells no identity
ALTER TABLE roots ADD COLUMN volume_label TEXT; -- what a person calls the disk
ALTER TABLE roots ADD COLUMN volume_path ANY; -- of the root, from the volume's own top
ALTER TABLE roots ADD COLUMN last_path ANY; -- where it was last, once another disk has taken its place
ALTER TABLE roots ADD COLUMN forgotten_at INTEGER;

ALTER TABLE jobs ADD COLUMN moved INTEGER NOT NULL DEFAULT 0;
ALTER TABLE jobs ADD COLUMN reprocessed INTEGER NOT NULL DEFAULT 0;

CREATE TABLE removed_assets (
  asset_id INTEGER PRIMARY KEY,
  revision INTEGER NOT NULL
) STRICT;
CREATE INDEX removed_assets_by_revision ON removed_assets (revision);
CREATE INDEX assets_absent ON assets (asset_id) WHERE present_files = 0;
`;
