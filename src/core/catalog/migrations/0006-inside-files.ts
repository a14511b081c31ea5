/** Version 6: what else a picture's file holds, and what is wrong with its pixels. */
export const insideFilesMigration = `
ALTER TABLE assets ADD COLUMN embedded_video_bytes INTEGER; -- the moving part of a motion photo, inside the file
ALTER TABLE assets ADD COLUMN pixel_oddities TEXT NOT NULL DEFAULT '[]'; -- JSON array of sentences
`;
