import { join } from "node:path";
import Database from "better-sqlite3";
import type { Ledger } from "../../src/contract/jobs.ts";

/** What a library holds, read straight from its catalog while no process has it open. */
export interface Inspection {
  integrity: unknown;
  brokenReferences: number;
  /** Files whose outcome is known. */
  accounted: number;
  pending: number;
  /** Photos that have a thumbnail and no vector: the work that is done again. */
  halfDone: number;
  assets: number;
  thumbnails: number;
  vectors: number;
  /** Thumbnails and vectors of no asset, assets of no file. */
  orphans: number;
  /** Files that stand in the catalog twice. */
  twice: number;
  /** Files that were finished more than once. */
  repeated: number;
  /** Jobs whose numbers do not add up. */
  wrongLedgers: number;
}

export function inspectLibrary(libraryDirectory: string): Inspection {
  const database = new Database(join(libraryDirectory, "catalog.sqlite"));
  const count = (sql: string) => database.prepare(sql).pluck().get() as number;
  try {
    const ledgers = database.prepare("SELECT ledger FROM jobs").pluck().all() as string[];
    return {
      integrity: database.pragma("integrity_check", { simple: true }),
      brokenReferences: (database.pragma("foreign_key_check") as unknown[]).length,
      accounted: count("SELECT count(*) FROM files WHERE outcome <> 'pending'"),
      pending: count("SELECT count(*) FROM files WHERE outcome = 'pending'"),
      halfDone: count(
        "SELECT count(*) FROM thumbnails t WHERE NOT EXISTS (SELECT 1 FROM vectors v WHERE v.asset_id = t.asset_id)",
      ),
      assets: count("SELECT count(*) FROM assets"),
      thumbnails: count("SELECT count(*) FROM thumbnails"),
      vectors: count("SELECT count(*) FROM vectors"),
      orphans:
        count("SELECT count(*) FROM thumbnails WHERE asset_id NOT IN (SELECT asset_id FROM assets)") +
        count("SELECT count(*) FROM vectors WHERE asset_id NOT IN (SELECT asset_id FROM assets)") +
        count(
          "SELECT count(*) FROM assets WHERE asset_id NOT IN (SELECT asset_id FROM files WHERE asset_id NOT NULL)",
        ),
      twice: count("SELECT count(*) - count(DISTINCT directory_id || '/' || name) FROM files"),
      repeated: count("SELECT count(*) FROM files WHERE tries > 1"),
      wrongLedgers: ledgers.map((text) => JSON.parse(text) as Ledger).filter((ledger) => !addsUp(ledger))
        .length,
    };
  } finally {
    database.close();
  }
}

function addsUp({ found, indexed, unchanged, duplicate, skipped, failed }: Ledger): boolean {
  return found === indexed + unchanged + duplicate + skipped + failed;
}
