/** Version 14: folders of the library that are renamed, or moved to another disk. */
export const movedRootsMigration = `
-- Where the disk was mounted when the root was last looked at: tells a folder that is gone from a disk that is away,
-- where the system gives disks no identity.
ALTER TABLE roots ADD COLUMN mount_point ANY;
-- Renamed with its root: the next job that finds its photos unchanged counts them as moved.
ALTER TABLE directories ADD COLUMN is_moved INTEGER NOT NULL DEFAULT 0;
`;
