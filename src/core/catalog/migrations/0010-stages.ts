/**
 * Version 10: work on photos that are in, and which model is in use. A stage with a queue has a row for every content
 * that there is; its numbers are kept by triggers, so that telling how far it is never counts anything.
 */
export const stagesMigration = `
CREATE TABLE stages (
  stage_id INTEGER PRIMARY KEY AUTOINCREMENT,
  name TEXT NOT NULL UNIQUE,
  version INTEGER NOT NULL, -- of what it makes: a newer one makes the work due again
  is_paused INTEGER NOT NULL DEFAULT 0, -- by a person
  has_queue INTEGER NOT NULL, -- 0: it knows by itself what is left
  model_id INTEGER REFERENCES models ON DELETE CASCADE, -- whose vectors it makes
  entered_to INTEGER NOT NULL DEFAULT 0, -- contents up to this one have their row
  photos_done INTEGER NOT NULL DEFAULT 0,
  photos_left INTEGER NOT NULL DEFAULT 0,
  photos_failed INTEGER NOT NULL DEFAULT 0,
  photos_unwanted INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE UNIQUE INDEX stages_by_model ON stages (model_id) WHERE model_id IS NOT NULL;

CREATE TABLE stage_work (
  stage_id INTEGER NOT NULL REFERENCES stages ON DELETE CASCADE,
  asset_id INTEGER NOT NULL, -- no foreign key: it would be looked for through the whole table; see stage_work_removed
  state TEXT NOT NULL DEFAULT 'left' CHECK (state IN ('left', 'done', 'failed', 'unwanted')),
  is_here INTEGER NOT NULL, -- the content is a photo of the library now
  due_at INTEGER NOT NULL DEFAULT 0, -- not before then
  tries INTEGER NOT NULL DEFAULT 0,
  code TEXT,
  message TEXT,
  PRIMARY KEY (stage_id, asset_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX stage_work_left ON stage_work (stage_id, due_at, asset_id) WHERE state = 'left' AND is_here = 1;
CREATE INDEX stage_work_failed ON stage_work (stage_id, asset_id) WHERE state = 'failed' AND is_here = 1;

CREATE TRIGGER stage_work_entered AFTER INSERT ON stage_work WHEN NEW.is_here = 1 BEGIN
  UPDATE stages SET
    photos_done = photos_done + (NEW.state = 'done'),
    photos_left = photos_left + (NEW.state = 'left'),
    photos_failed = photos_failed + (NEW.state = 'failed'),
    photos_unwanted = photos_unwanted + (NEW.state = 'unwanted')
  WHERE stage_id = NEW.stage_id;
END;
CREATE TRIGGER stage_work_changed AFTER UPDATE OF state, is_here ON stage_work BEGIN
  UPDATE stages SET
    photos_done = photos_done + (NEW.is_here AND NEW.state = 'done') - (OLD.is_here AND OLD.state = 'done'),
    photos_left = photos_left + (NEW.is_here AND NEW.state = 'left') - (OLD.is_here AND OLD.state = 'left'),
    photos_failed = photos_failed + (NEW.is_here AND NEW.state = 'failed') - (OLD.is_here AND OLD.state = 'failed'),
    photos_unwanted =
      photos_unwanted + (NEW.is_here AND NEW.state = 'unwanted') - (OLD.is_here AND OLD.state = 'unwanted')
  WHERE stage_id = NEW.stage_id;
END;
CREATE TRIGGER stage_work_left_it AFTER DELETE ON stage_work WHEN OLD.is_here = 1 BEGIN
  UPDATE stages SET
    photos_done = photos_done - (OLD.state = 'done'),
    photos_left = photos_left - (OLD.state = 'left'),
    photos_failed = photos_failed - (OLD.state = 'failed'),
    photos_unwanted = photos_unwanted - (OLD.state = 'unwanted')
  WHERE stage_id = OLD.stage_id;
END;

-- A new content is entered everywhere; it becomes a photo when the first of its files is there.
CREATE TRIGGER stage_work_new AFTER INSERT ON assets BEGIN
  INSERT INTO stage_work (stage_id, asset_id, is_here)
    SELECT stage_id, NEW.asset_id, NEW.present_files > 0 FROM stages WHERE has_queue = 1
    ON CONFLICT DO NOTHING;
END;
-- One that comes back gets another try at what failed.
CREATE TRIGGER stage_work_present AFTER UPDATE OF present_files ON assets
WHEN (OLD.present_files > 0) <> (NEW.present_files > 0) BEGIN
  UPDATE stage_work SET is_here = NEW.present_files > 0,
    state = CASE WHEN state = 'failed' AND NEW.present_files > 0 THEN 'left' ELSE state END,
    due_at = 0, tries = 0
  WHERE asset_id = NEW.asset_id AND stage_id IN (SELECT stage_id FROM stages);
END;
CREATE TRIGGER stage_work_removed AFTER DELETE ON assets BEGIN
  DELETE FROM stage_work WHERE asset_id = OLD.asset_id AND stage_id IN (SELECT stage_id FROM stages);
END;

-- Whoever writes a vector, indexing or filling, settles the work on it; whoever drops one makes it due.
CREATE TRIGGER stage_work_has_vector AFTER INSERT ON vectors BEGIN
  UPDATE stage_work SET state = 'done', due_at = 0, tries = 0, code = NULL, message = NULL
  WHERE asset_id = NEW.asset_id AND stage_id = (SELECT stage_id FROM stages WHERE model_id = NEW.model_id);
END;
CREATE TRIGGER stage_work_lost_vector AFTER DELETE ON vectors BEGIN
  UPDATE stage_work SET state = 'left', due_at = 0, tries = 0, code = NULL, message = NULL
  WHERE asset_id = OLD.asset_id AND stage_id = (SELECT stage_id FROM stages WHERE model_id = OLD.model_id);
END;

-- An index is brought up to date by what came after it was saved, whatever other models wrote meanwhile.
CREATE INDEX vectors_by_model ON vectors (model_id, sequence);

CREATE TABLE model_choice (
  only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
  in_use TEXT NOT NULL, -- id of a model
  wanted TEXT, -- id of the one that takes over once its vectors are whole
  keeps_vectors INTEGER NOT NULL DEFAULT 1 -- of the one before, when the other takes over
) STRICT;
`;
