/**
 * Version 9: what is left to compare is found by an index, whatever the size of the library; a row that was compared by
 * another version counts as not compared.
 */
export const comparisonOrderMigration = `
DROP INDEX signatures_to_compare;
CREATE INDEX signatures_by_comparison ON signatures (compared_version, version, asset_id);
`;
