import type Database from "better-sqlite3";
import type { InheritableField } from "../../contract/cleaning.ts";

/** What a photo took over from copies: it stands before what its file says. */
export interface OwnValues {
  takenAt?: string;
  location?: { latitude: number; longitude: number };
  rating?: number;
  title?: string;
  description?: string;
  keywords?: string[];
}

export type OwnValue = NonNullable<OwnValues[InheritableField]>;

export interface PlannedInheritance {
  /** Of the one that stays. */
  sha256: Uint8Array;
  /** Of the one that goes. */
  donor: Uint8Array;
  field: InheritableField;
  value: OwnValue;
}

interface Row {
  inheritance_id: number;
  sha256: Buffer;
  donor: Buffer;
  field: InheritableField;
  value: string;
  before: string | null;
}

const unsettledSql = `
  SELECT DISTINCT batch_id FROM inherited_values i WHERE state = 'planned' OR (state = 'taken' AND EXISTS (
    SELECT 1 FROM moves m WHERE m.batch_id = i.batch_id AND m.sha256 = i.donor AND m.state = 'restored'))`;

/**
 * A date in wall-clock minutes, as `assets.taken_at_minutes` has it: cameras write wall-clock time, what is in UTC is
 * shown by the clock here, and of a month or a year its beginning counts.
 */
const minutesOf = (date: string) => `
  CAST(floor(CASE
    WHEN ${date} LIKE '%Z' THEN unixepoch(${date}, 'localtime')
    WHEN length(${date}) = 4 THEN unixepoch(${date} || '-01-01')
    WHEN length(${date}) = 7 THEN unixepoch(${date} || '-01')
    ELSE unixepoch(substr(${date}, 1, 19)) END / 60.0) AS INTEGER)`;

const ownDateSql = `
  SELECT ${minutesOf("json_extract(value, '$')")}
  FROM own_values o WHERE o.sha256 = assets.sha256 AND o.field = 'takenAt'`;

/** A photo's place in the timeline follows the date that it took over, also when its file is read anew. */
export const keepOwnDateSql = `
  UPDATE assets SET taken_at_minutes = coalesce((${ownDateSql}), taken_at_minutes)
  WHERE asset_id = ? AND EXISTS (SELECT 1 FROM own_values WHERE sha256 = assets.sha256 AND field = 'takenAt')`;

const sortByDateSql = `
  UPDATE assets SET taken_at_minutes = coalesce((${ownDateSql}), ${minutesOf("taken_at")}, taken_at_minutes)
  WHERE sha256 = ?`;

/** Values of photos that are in the library only, and the journal of how they came. */
export function ownValuesRepository(database: Database.Database) {
  const of = database.prepare<[Uint8Array], { field: InheritableField; value: string }>(
    "SELECT field, value FROM own_values WHERE sha256 = ?",
  );
  const one = database
    .prepare<[Uint8Array, string], string>("SELECT value FROM own_values WHERE sha256 = ? AND field = ?")
    .pluck();
  const put = database.prepare<[Uint8Array, string, string]>(
    "INSERT OR REPLACE INTO own_values (sha256, field, value) VALUES (?, ?, ?)",
  );
  const remove = database.prepare<[Uint8Array, string]>(
    "DELETE FROM own_values WHERE sha256 = ? AND field = ?",
  );
  const plan = database.prepare<[number, Uint8Array, Uint8Array, string, string]>(
    "INSERT INTO inherited_values (batch_id, sha256, donor, field, value, state) VALUES (?, ?, ?, ?, ?, 'planned')",
  );
  const inState = database.prepare<[number, string], Row>(
    "SELECT * FROM inherited_values WHERE batch_id = ? AND state = ? ORDER BY inheritance_id",
  );
  const byId = database.prepare<[number], Row>("SELECT * FROM inherited_values WHERE inheritance_id = ?");
  const setState = database.prepare<[string, string | null, number]>(
    "UPDATE inherited_values SET state = ?, before = ? WHERE inheritance_id = ?",
  );
  const next = database
    .prepare<[Uint8Array, string, number], number>(
      `SELECT min(inheritance_id) FROM inherited_values
       WHERE sha256 = ? AND field = ? AND inheritance_id > ? AND state = 'taken'`,
    )
    .pluck();
  const setBefore = database.prepare<[string | null, number]>(
    "UPDATE inherited_values SET before = ? WHERE inheritance_id = ?",
  );
  const hasMove = database
    .prepare<[number, Uint8Array, string], number>(
      "SELECT 1 FROM moves WHERE batch_id = ? AND sha256 = ? AND state = ? LIMIT 1",
    )
    .pluck();
  const unsettled = database.prepare<[], number>(unsettledSql).pluck();
  const sortByDate = database.prepare<[Uint8Array]>(sortByDateSql);

  const write = ({ sha256, field }: Row, value: string | null): void => {
    if (value === null) remove.run(sha256, field);
    else put.run(sha256, field, value);
    if (field === "takenAt") sortByDate.run(sha256);
  };
  const take = (row: Row): void => {
    setState.run("taken", one.get(row.sha256, row.field) ?? null, row.inheritance_id);
    write(row, row.value);
  };
  const giveBack = (row: Row): void => {
    setState.run("returned", row.before, row.inheritance_id);
    // What was taken over since stands, and would give back to what was there before both.
    const later = next.get(row.sha256, row.field, row.inheritance_id);
    if (later) setBefore.run(row.before, later);
    else write(row, row.before);
  };

  return {
    of(sha256: Uint8Array): OwnValues {
      return Object.fromEntries(of.all(sha256).map(({ field, value }) => [field, JSON.parse(value)]));
    },
    plan(batchId: number, inheritances: readonly PlannedInheritance[]): void {
      for (const { sha256, donor, field, value } of inheritances) {
        plan.run(batchId, sha256, donor, field, JSON.stringify(value));
      }
    },
    /**
     * Brings values into step with the moves of a batch that has ended: what was planned is taken over from those that
     * went and dropped where they stayed; what was taken over is given back for those that came back.
     */
    settle(batchId: number): { taken: number; changed: Buffer[] } {
      const changed: Buffer[] = [];
      let taken = 0;
      for (const row of inState.all(batchId, "planned")) {
        if (hasMove.get(batchId, row.donor, "moved") !== 1) {
          setState.run("dropped", null, row.inheritance_id);
          continue;
        }
        take(row);
        taken += 1;
        changed.push(row.sha256);
      }
      for (const row of inState.all(batchId, "taken")) {
        if (hasMove.get(batchId, row.donor, "restored") !== 1) continue;
        // Read anew: giving back an earlier one may have changed what this one gives back to.
        giveBack(byId.get(row.inheritance_id) ?? row);
        changed.push(row.sha256);
      }
      return { taken, changed };
    },
    /** Batches whose values are not in step with their moves: a process ended on the way. */
    unsettled: (): number[] => unsettled.all(),
  };
}
