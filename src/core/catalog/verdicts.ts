import type Database from "better-sqlite3";
import type { DuplicateSettings, Verdict } from "../../contract/duplicates.ts";

export interface StoredVerdict {
  verdictId: number;
  kind: Verdict["kind"];
  /** SHA-256 in hexadecimal, sorted. */
  contents: string[];
  decidedAt: number;
}

interface Row {
  verdict_id: number;
  kind: Verdict["kind"];
  contents: string;
  decided_at: number;
}

/** What people decided about contents, and how they want to review. */
export function verdictsRepository(database: Database.Database) {
  const insert = database
    .prepare<[Verdict["kind"], string, number], number>(
      `INSERT INTO verdicts (kind, contents, decided_at) VALUES (?, ?, ?)
       ON CONFLICT (kind, contents) DO UPDATE SET decided_at = excluded.decided_at RETURNING verdict_id`,
    )
    .pluck();
  const remove = database.prepare<[number]>("DELETE FROM verdicts WHERE verdict_id = ?");
  const list = database.prepare<[], Row>("SELECT * FROM verdicts ORDER BY verdict_id");
  const settings = database.prepare<[], string>("SELECT settings FROM duplicate_settings").pluck();
  const saveSettings = database.prepare<[string]>(
    "INSERT OR REPLACE INTO duplicate_settings (only_row, settings) VALUES (1, ?)",
  );

  return {
    /** The same verdict about the same contents is one. */
    put: (kind: Verdict["kind"], contents: readonly string[], decidedAt: number): number =>
      insert.get(kind, JSON.stringify([...new Set(contents)].sort()), decidedAt) as number,
    /** False when there is none. */
    remove: (verdictId: number): boolean => remove.run(verdictId).changes > 0,
    list: (): StoredVerdict[] =>
      list.all().map((row) => ({
        verdictId: row.verdict_id,
        kind: row.kind,
        contents: JSON.parse(row.contents),
        decidedAt: row.decided_at,
      })),
    /** As JSON holds them; to be parsed. */
    settings: (): unknown => JSON.parse(settings.get() ?? "{}"),
    saveSettings: (value: DuplicateSettings): void => {
      saveSettings.run(JSON.stringify(value));
    },
  };
}
