import type Database from "better-sqlite3";
import type { CaptioningMode } from "../../contract/captions.ts";

export interface CaptioningChoice {
  mode: CaptioningMode;
  /** As a person chose it; null where nobody did. */
  captionerId: string | null;
  /** `id@revision` of the one that wrote last; null where none did. */
  key: string | null;
  /** Rises when all photos are to be looked at again. */
  version: number;
}

/** One row: what writes captions, and of which photos. Each to be called in a transaction, but `get`. */
export function captionerChoiceRepository(database: Database.Database) {
  const get = database.prepare<[], CaptioningChoice>(
    "SELECT mode, captioner_id AS captionerId, key, version FROM captioner_choice",
  );
  const setMode = database.prepare<[string]>("UPDATE captioner_choice SET mode = ?");
  const choose = database.prepare<[string | null]>("UPDATE captioner_choice SET captioner_id = ?");
  const setKey = database.prepare<[string]>("UPDATE captioner_choice SET key = ?");
  const renew = database.prepare("UPDATE captioner_choice SET version = version + 1");

  return {
    get: (): CaptioningChoice => get.get() as CaptioningChoice,
    setMode: (mode: CaptioningMode): void => {
      setMode.run(mode);
    },
    choose: (captionerId: string | null): void => {
      choose.run(captionerId);
    },
    setKey: (key: string): void => {
      setKey.run(key);
    },
    renew: (): void => {
      renew.run();
    },
  };
}
