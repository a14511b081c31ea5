/**
 * Version 11: whether the originals of a pair show the same writing, for pairs whose thumbnails cannot tell. And rules
 * that nobody chose become as careful as they are in a new library: identical files only, and surely the same picture.
 */
export const contentsOfPairsMigration = `
ALTER TABLE compared_pairs ADD COLUMN contents TEXT
  CHECK (contents IN ('same', 'other', 'illegible', 'unread')); -- NULL where nobody had to look
-- To be looked at when a disk is back.
CREATE INDEX compared_pairs_unread ON compared_pairs (first_id, second_id) WHERE contents = 'unread';

UPDATE duplicate_settings
SET settings = json_set(settings, '$.rules.tiers', json('["identical"]'), '$.rules.minConfidence', 0.9)
WHERE json_extract(settings, '$.rules.tiers') = '["identical","same-picture"]'
  AND json_extract(settings, '$.rules.minConfidence') = 0;
`;
