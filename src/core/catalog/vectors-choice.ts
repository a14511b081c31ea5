import { randomUUID } from "node:crypto";
import type Database from "better-sqlite3";
import type { VectorStoreKind } from "../../contract/vectors.ts";

/** Where vectors are looked up, and where they are to be. */
export interface VectorsChoice {
  inUse: VectorStoreKind;
  /** It takes over once it is whole. */
  wanted: VectorStoreKind | null;
  /** The server that is in use or wanted, or was in use last. */
  server: { url: string; collection: string } | null;
  /** The server is told of every change: the outbox is kept. */
  isSending: boolean;
}

interface Row {
  library_id: string;
  in_use: VectorStoreKind;
  wanted: VectorStoreKind | null;
  url: string | null;
  collection: string | null;
  is_sending: number;
  is_entering: number;
  waiting: number;
}

const nothingChosen: VectorsChoice = { inUse: "embedded", wanted: null, server: null, isSending: false };

/** One row, made when it is first needed. */
export function vectorsChoiceRepository(database: Database.Database) {
  const find = database.prepare<[], Row>("SELECT * FROM vectors_choice");
  const make = database.prepare<[string]>(
    "INSERT INTO vectors_choice (only_row, library_id) VALUES (1, ?) ON CONFLICT DO NOTHING",
  );
  const change = database.prepare(
    `UPDATE vectors_choice SET in_use = @inUse, wanted = @wanted, url = @url, collection = @collection,
       is_sending = @isSending`,
  );
  const setEntering = database.prepare<[number]>("UPDATE vectors_choice SET is_entering = ?");

  return {
    get(): VectorsChoice {
      const row = find.get();
      if (!row) return nothingChosen;
      return {
        inUse: row.in_use,
        wanted: row.wanted,
        server:
          row.url === null || row.collection === null ? null : { url: row.url, collection: row.collection },
        isSending: row.is_sending === 1,
      };
    },
    /** The UUID of this library; undefined before a server was ever chosen. */
    libraryId: (): string | undefined => find.get()?.library_id,
    /** Call it in a transaction. @returns the UUID of this library, made if need be */
    ensureLibraryId(): string {
      make.run(randomUUID());
      return (find.get() as Row).library_id;
    },
    /** Call it in a transaction. */
    put({ inUse, wanted, server, isSending }: VectorsChoice): void {
      make.run(randomUUID());
      change.run({
        inUse,
        wanted,
        url: server?.url ?? null,
        collection: server?.collection ?? null,
        isSending: isSending ? 1 : 0,
      });
    },
    /** All photos are being entered into the outbox; still so after a process that ended on the way. */
    isEntering: (): boolean => find.get()?.is_entering === 1,
    setEntering: (isEntering: boolean): void => {
      setEntering.run(isEntering ? 1 : 0);
    },
    /** Rows of the outbox. */
    waiting: (): number => find.get()?.waiting ?? 0,
  };
}
