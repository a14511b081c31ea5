import type Database from "better-sqlite3";
import type { ErrorCode } from "../../contract/errors.ts";

/** A content that the server has to be told of: as a photo, or that it is gone. */
export interface OutboxEntry {
  /** Another one when it has changed since it was read. */
  sequence: number;
  sha256: Buffer;
  tries: number;
}

/** The last contents that the server took, for a look at whether it still has them. */
export const lastSentKept = 200;

const enteredAtOnce = 5000;

/** As the triggers of migration 0017 do it: one that is in the outbox goes behind all others. */
const enterSql = (contents: string) => `
  INSERT INTO outbox (sequence, sha256)
    SELECT coalesce((SELECT max(sequence) FROM outbox), 0) + row_number() OVER (), sha256 FROM (${contents})
    WHERE true
    ON CONFLICT (sha256) DO UPDATE SET sequence = excluded.sequence, due_at = 0, code = NULL, message = NULL`;

/**
 * What a vector server has not been told yet: one row a content. Triggers enter what changes (migration 0017); a content
 * that changes while it is on its way gets another sequence, and stays.
 */
export function outboxRepository(database: Database.Database) {
  const due = database.prepare<[number, number], OutboxEntry>(
    "SELECT sequence, sha256, tries FROM outbox WHERE due_at <= ? ORDER BY due_at, sequence LIMIT ?",
  );
  const settle = database.prepare<[number]>("DELETE FROM outbox WHERE sequence = ?");
  const putOff = database.prepare<[number, string, string, number]>(
    "UPDATE outbox SET due_at = ?, tries = tries + 1, code = ?, message = ? WHERE sequence = ?",
  );
  const first = database
    .prepare<[], number | null>("SELECT due_at FROM outbox ORDER BY due_at LIMIT 1")
    .pluck();
  const refused = database.prepare<[], { code: ErrorCode; message: string; photos: number }>(
    `SELECT code, message, count(*) AS photos FROM outbox WHERE due_at > 0 AND code IS NOT NULL GROUP BY code
     ORDER BY photos DESC LIMIT 1`,
  );
  const enter = database.prepare<[string]>(enterSql("SELECT unhex(value) AS sha256 FROM json_each(?)"));
  const enterAssets = database.prepare<[string]>(
    enterSql("SELECT sha256 FROM json_each(?) CROSS JOIN assets ON asset_id = value"),
  );
  const enterSome = database.prepare<[number, number], { asset_id: number }>(
    `INSERT INTO outbox (sequence, sha256)
       SELECT coalesce((SELECT max(sequence) FROM outbox), 0) + row_number() OVER (), sha256
       FROM (SELECT sha256 FROM assets WHERE asset_id > ? AND present_files > 0 ORDER BY asset_id LIMIT ?)
       WHERE true
       ON CONFLICT (sha256) DO UPDATE SET due_at = 0, code = NULL, message = NULL`,
  );
  const lastOf = database
    .prepare<[number, number], number | null>(
      `SELECT max(asset_id) FROM (SELECT asset_id FROM assets WHERE asset_id > ? AND present_files > 0
       ORDER BY asset_id LIMIT ?)`,
    )
    .pluck();
  const clearSome = database.prepare<[number]>(
    "DELETE FROM outbox WHERE sequence IN (SELECT sequence FROM outbox LIMIT ?)",
  );
  const hurry = database.prepare("UPDATE outbox SET due_at = 0 WHERE due_at > 0");
  const sent = database.prepare<[number, Uint8Array, string]>(
    "INSERT OR REPLACE INTO last_sent (slot, sha256, stamp) VALUES (?, ?, ?)",
  );
  const unsend = database.prepare<[Uint8Array]>("DELETE FROM last_sent WHERE sha256 = ?");
  const lastSent = database.prepare<[], { sha256: Buffer; stamp: string }>(
    "SELECT sha256, stamp FROM last_sent",
  );
  const nextSlot = database.prepare<[], number>("SELECT coalesce(max(slot), -1) + 1 FROM last_sent").pluck();
  const forgetOldest = database.prepare<[number]>("DELETE FROM last_sent WHERE slot < ?");
  const forgetSent = database.prepare("DELETE FROM last_sent");

  return {
    due: (limit: number, now = Date.now()): OutboxEntry[] => due.all(now, limit),
    /** When the next one is due, in milliseconds since 1970; undefined for an empty outbox. */
    firstDueAt: (): number | undefined => first.get() ?? undefined,
    /** Takes out what was told; what changed since stays. Call it in a transaction. */
    settle(entries: readonly OutboxEntry[]): void {
      for (const { sequence } of entries) settle.run(sequence);
    },
    /** The server does not take this one. */
    putOff(
      { sequence }: OutboxEntry,
      dueAt: number,
      { code, message }: { code: ErrorCode; message: string },
    ) {
      putOff.run(dueAt, code, message, sequence);
    },
    /** What is put off, by the reason that most have. */
    refused: () => refused.get(),
    /** What was put off is due now. */
    hurry: (): void => {
      hurry.run();
    },
    /** Call it in a transaction; likewise the next. @param sha256s in hexadecimal */
    enter(sha256s: readonly string[]): void {
      enter.run(JSON.stringify(sha256s));
    },
    enterAssets(assetIds: readonly number[]): void {
      enterAssets.run(JSON.stringify(assetIds));
    },
    /** Enters photos after this one, some thousand. @returns where to go on; undefined when there are no more */
    enterSome(afterAssetId: number): number | undefined {
      const last = lastOf.get(afterAssetId, enteredAtOnce) ?? undefined;
      if (last !== undefined) enterSome.run(afterAssetId, enteredAtOnce);
      return last;
    },
    /** @returns whether there was anything */
    clearSome: (): boolean => clearSome.run(enteredAtOnce).changes > 0,
    /** Notes what the server took, with the stamps it took it by. Call it in a transaction. */
    noteSent(stamps: ReadonlyMap<string, string>): void {
      let slot = nextSlot.get() ?? 0;
      for (const [sha256, stamp] of stamps) {
        const content = Buffer.from(sha256, "hex");
        unsend.run(content);
        sent.run(slot++, content, stamp);
      }
      forgetOldest.run(slot - lastSentKept);
    },
    /** These are not there any more, because they were taken out. */
    noteRemoved(sha256s: readonly string[]): void {
      for (const sha256 of sha256s) unsend.run(Buffer.from(sha256, "hex"));
    },
    lastSent: (): Map<string, string> =>
      new Map(lastSent.all().map(({ sha256, stamp }) => [sha256.toString("hex"), stamp])),
    forgetSent: (): void => {
      forgetSent.run();
    },
  };
}
