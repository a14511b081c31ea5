import type Database from "better-sqlite3";

/** Which models a person chose, by their ids. */
export interface ModelChoice {
  inUse: string;
  /** It takes over once its vectors are whole. */
  wanted: string | null;
  /** Whether the vectors of the one in use stay when the other takes over. */
  keepsVectors: boolean;
}

interface RawChoice {
  in_use: string;
  wanted: string | null;
  keeps_vectors: number;
}

/** One row: the model in use, and the one that is to be. */
export function modelChoiceRepository(database: Database.Database) {
  const get = database.prepare<[], RawChoice>("SELECT in_use, wanted, keeps_vectors FROM model_choice");
  const put = database.prepare<[string, string | null, number]>(
    "INSERT OR REPLACE INTO model_choice (only_row, in_use, wanted, keeps_vectors) VALUES (1, ?, ?, ?)",
  );

  return {
    /** undefined where nobody has chosen yet. */
    get(): ModelChoice | undefined {
      const row = get.get();
      return row && { inUse: row.in_use, wanted: row.wanted, keepsVectors: row.keeps_vectors === 1 };
    },
    put({ inUse, wanted, keepsVectors }: ModelChoice): void {
      put.run(inUse, wanted, keepsVectors ? 1 : 0);
    },
  };
}
