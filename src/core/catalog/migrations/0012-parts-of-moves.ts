/** Videos, RAW files and sidecars go to the trash with their picture, and come back with it. */
export const partsOfMovesMigration = `
ALTER TABLE moves ADD COLUMN lead_id INTEGER; -- the move of the picture that this file went with; NULL for a picture
`;
