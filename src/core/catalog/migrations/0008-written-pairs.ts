/** Version 8: which pairs differ by writing; the comparisons themselves are made anew, their version rose. */
export const writtenPairsMigration = `
ALTER TABLE compared_pairs ADD COLUMN is_written INTEGER NOT NULL DEFAULT 0;
`;
