/**
 * Version 9: what is asked for again and again while photos come in costs the same in a large library: what is left to
 * compare, and how many thumbnails there are (the table itself is pictures, gigabytes of them).
 */
export const countingMigration = `
DROP INDEX signatures_to_compare;
CREATE INDEX signatures_by_comparison ON signatures (compared_version, version, asset_id);
CREATE INDEX thumbnails_by_version ON thumbnails (version);
`;
