const wordsStage = "(SELECT stage_id FROM stages WHERE name = 'words')";

/** Due before all else: `catalog.transaction` reads such texts before it ends. */
export const isDueNow = "state = 'left', due_at = -1, tries = 0, code = NULL, message = NULL";

/** A folder's name, of a path with slashes. */
const lastPartOf = (row: string) => {
  const path = `coalesce(${row}.last_path, ${row}.path)`;
  return `replace(${path}, rtrim(${path}, replace(${path}, '/', '')), '')`;
};

/** The album that a folder is. */
const albumTrigger = (change: string) => `
CREATE TRIGGER words_of_album_${change.toLowerCase()} AFTER ${change} ON albums BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id IN (
    SELECT asset_id FROM files WHERE asset_id IS NOT NULL
      AND directory_id = ${change === "DELETE" ? "OLD" : "NEW"}.directory_id);
END;
`;

/**
 * What is written about photos, by words. The index holds tokens that words/ makes; "ascii" parts them at spaces and
 * leaves them as they are. Whatever changes a text makes its photo due in the stage "words".
 */
export const wordsMigration = `
CREATE VIRTUAL TABLE asset_words USING fts5(
  name, folder, title, description, keyword, person,
  content = '', contentless_delete = 1, tokenize = 'ascii', prefix = '3'
);

-- Every word of letters that was ever read, by its parts: "hund" leads to "schaferhund".
CREATE TABLE known_words (
  word_id INTEGER PRIMARY KEY,
  word TEXT NOT NULL UNIQUE
) STRICT;
CREATE VIRTUAL TABLE word_parts USING fts5(
  word, content = 'known_words', content_rowid = 'word_id', tokenize = 'trigram case_sensitive 1'
);

CREATE TRIGGER words_of_new_file AFTER INSERT ON files WHEN NEW.asset_id IS NOT NULL BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id = NEW.asset_id;
END;
-- A photo's only file that goes, or comes back, changes nothing of what is written about it.
CREATE TRIGGER words_of_changed_file AFTER UPDATE OF asset_id, directory_id, name, is_present ON files
WHEN OLD.asset_id IS NOT NEW.asset_id OR (NEW.asset_id IS NOT NULL AND (
  OLD.directory_id <> NEW.directory_id OR OLD.name <> NEW.name OR (OLD.is_present <> NEW.is_present
    AND EXISTS (SELECT 1 FROM files WHERE asset_id = NEW.asset_id AND file_id <> NEW.file_id))))
BEGIN
  UPDATE stage_work SET ${isDueNow}
  WHERE stage_id = ${wordsStage} AND asset_id IN (OLD.asset_id, NEW.asset_id);
END;
CREATE TRIGGER words_of_removed_file AFTER DELETE ON files WHEN OLD.asset_id IS NOT NULL BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id = OLD.asset_id;
END;
CREATE TRIGGER words_of_moved_folder AFTER UPDATE OF root_id, path ON directories
WHEN OLD.root_id <> NEW.root_id OR OLD.path <> NEW.path BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage}
    AND asset_id IN (SELECT asset_id FROM files WHERE directory_id = NEW.directory_id AND asset_id IS NOT NULL);
END;
CREATE TRIGGER words_of_renamed_root AFTER UPDATE OF path, last_path ON roots
WHEN ${lastPartOf("OLD")} <> ${lastPartOf("NEW")} BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id IN (
    SELECT asset_id FROM files JOIN directories USING (directory_id)
    WHERE root_id = NEW.root_id AND asset_id IS NOT NULL);
END;
CREATE TRIGGER words_of_metadata AFTER UPDATE OF title, description, keywords ON assets
WHEN OLD.title IS NOT NEW.title OR OLD.description IS NOT NEW.description OR OLD.keywords <> NEW.keywords BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id = NEW.asset_id;
END;
CREATE TRIGGER words_of_removed_asset AFTER DELETE ON assets BEGIN
  DELETE FROM asset_words WHERE rowid = OLD.asset_id;
END;
CREATE TRIGGER words_of_own_value AFTER INSERT ON own_values
WHEN NEW.field IN ('title', 'description', 'keywords') BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage}
    AND asset_id = (SELECT asset_id FROM assets WHERE sha256 = NEW.sha256);
END;
CREATE TRIGGER words_of_removed_own_value AFTER DELETE ON own_values
WHEN OLD.field IN ('title', 'description', 'keywords') BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage}
    AND asset_id = (SELECT asset_id FROM assets WHERE sha256 = OLD.sha256);
END;
CREATE TRIGGER words_of_person AFTER INSERT ON asset_people WHEN NEW.name IS NOT NULL BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id = NEW.asset_id;
END;
CREATE TRIGGER words_of_removed_person AFTER DELETE ON asset_people WHEN OLD.name IS NOT NULL BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id = OLD.asset_id;
END;
-- What tells of the album goes, or comes back.
CREATE TRIGGER words_of_told_album AFTER UPDATE OF is_present ON files
WHEN OLD.is_present <> NEW.is_present AND NEW.asset_id IS NULL AND EXISTS (
  SELECT 1 FROM albums WHERE directory_id = NEW.directory_id AND file_id = NEW.file_id)
BEGIN
  UPDATE stage_work SET ${isDueNow} WHERE stage_id = ${wordsStage} AND asset_id IN (
    SELECT asset_id FROM files WHERE asset_id IS NOT NULL AND directory_id = NEW.directory_id);
END;
${["INSERT", "UPDATE", "DELETE"].map(albumTrigger).join("")}`;
