import type Database from "better-sqlite3";
import type { SortOrder } from "../../contract/sort-order.ts";

/** What is kept of a search. */
export interface SearchContent {
  name: string;
  /** Of `contract/collection-name-key.ts`; no two are the same. */
  nameKey: string;
  query: string;
  sort: SortOrder;
}

export interface SavedSearchRow extends SearchContent {
  id: number;
  /** From 0, without gaps. */
  position: number;
}

const rowSql = `
  SELECT search_id AS id, name, name_key AS nameKey, query, sort, position FROM saved_searches`;

/** Searches that are kept, in the order that a person gave them. All that changes them belongs in a transaction. */
export function savedSearchesRepository(database: Database.Database) {
  const all = database.prepare<[], SavedSearchRow>(`${rowSql} ORDER BY position`);
  const one = database.prepare<[number], SavedSearchRow>(`${rowSql} WHERE search_id = ?`);
  const byKey = database.prepare<[string], SavedSearchRow>(`${rowSql} WHERE name_key = ?`);
  const count = database.prepare<[], number>("SELECT count(*) FROM saved_searches").pluck();
  /** Those from one position to before another go up or down by one. */
  const shift = database.prepare<[step: number, from: number, end: number]>(
    "UPDATE saved_searches SET position = position + ? WHERE position >= ? AND position < ?",
  );
  const insert = database.prepare<[SearchContent & { position: number; createdAt: number }]>(
    `INSERT INTO saved_searches (name, name_key, query, sort, position, created_at)
     VALUES (:name, :nameKey, :query, :sort, :position, :createdAt)`,
  );
  const update = database.prepare<[SearchContent & { id: number }]>(
    "UPDATE saved_searches SET name = :name, name_key = :nameKey, query = :query, sort = :sort WHERE search_id = :id",
  );
  const place = database.prepare<[position: number, id: number]>(
    "UPDATE saved_searches SET position = ? WHERE search_id = ?",
  );
  const drop = database.prepare<[number]>("DELETE FROM saved_searches WHERE search_id = ?");
  const size = (): number => count.get() ?? 0;

  return {
    list: (): SavedSearchRow[] => all.all(),
    get: (id: number): SavedSearchRow | undefined => one.get(id),
    named: (nameKey: string): SavedSearchRow | undefined => byKey.get(nameKey),
    /** @param position beyond the end is the end @returns its id, which no other had or gets */
    add(content: SearchContent, position = Number.POSITIVE_INFINITY): number {
      const end = size();
      const at = Math.min(position, end);
      shift.run(1, at, end);
      return Number(insert.run({ ...content, position: at, createdAt: Date.now() }).lastInsertRowid);
    },
    change(id: number, content: SearchContent): void {
      update.run({ ...content, id });
    },
    /** @param position beyond the end is the end */
    move({ id, position: from }: SavedSearchRow, position: number): void {
      const to = Math.min(position, size() - 1);
      if (to > from) shift.run(-1, from + 1, to + 1);
      else shift.run(1, to, from);
      place.run(to, id);
    },
    remove({ id, position }: SavedSearchRow): void {
      const end = size();
      drop.run(id);
      shift.run(-1, position + 1, end);
    },
  };
}
