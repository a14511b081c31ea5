import type Database from "better-sqlite3";

/** What changed of facts since it was last asked; a change that was taken back may be among it. */
export interface FactChanges {
  assetIds: ReadonlySet<number>;
  /** Folders that are new, or called otherwise. */
  directoryIds: ReadonlySet<number>;
  /** Whichever folders there are may be called otherwise. */
  areFoldersOther: boolean;
  /** So with a collection. */
  areCollectionsOther: boolean;
}

const rowsOf = { INSERT: ["NEW"], UPDATE: ["OLD", "NEW"], DELETE: ["OLD"] } as const;
type Change = keyof typeof rowsOf;
const allChanges: readonly Change[] = ["INSERT", "UPDATE", "DELETE"];

/** What a change of one of a table's rows says. @param row "NEW" or "OLD" */
type Notice = (row: string) => string;

const asset: Notice = (row) => `SELECT note_fact_change(${row}.asset_id);`;
const content: Notice = (row) =>
  `SELECT note_fact_change(asset_id) FROM assets WHERE sha256 = ${row}.sha256;`;
const ofFile = (file: string) => `SELECT note_fact_change(asset_id) FROM files WHERE file_id = ${file};`;

const watched: readonly { table: string; columns?: string; changes?: readonly Change[]; notice: Notice }[] = [
  {
    table: "assets",
    columns: `present_files, format, width, height, size_bytes, taken_at, camera, latitude, longitude, rating, title,
      description, keywords, is_favorite, is_animated, embedded_video_bytes`,
    notice: asset,
  },
  {
    table: "files",
    columns: "asset_id, directory_id, name, is_present, outcome, part_of, part_kind",
    notice: (row) => `${asset(row)} ${ofFile(`${row}.part_of`)}
      SELECT note_fact_change(-1) FROM albums WHERE file_id = ${row}.file_id;`,
  },
  { table: "own_values", notice: content },
  { table: "machine_captions", columns: "text, standing", notice: asset },
  { table: "own_captions", columns: "text", notice: content },
  { table: "asset_people", notice: asset },
  { table: "asset_places", notice: asset },
  { table: "collection_members", notice: content },
  { table: "signatures", columns: "software", notice: asset },
  { table: "shared_sidecars", notice: (row) => ofFile(`${row}.lead_id`) },
  {
    table: "directories",
    columns: "root_id, path",
    changes: ["INSERT", "UPDATE"],
    notice: (row) => `SELECT note_folder_change(${row}.directory_id);`,
  },
  {
    table: "roots",
    columns: "path, last_path",
    changes: ["UPDATE"],
    notice: () => "SELECT note_fact_change(-1);",
  },
  { table: "albums", notice: () => "SELECT note_fact_change(-1);" },
  { table: "collections", columns: "name", notice: () => "SELECT note_fact_change(-2);" },
];

function triggerSql({ table, columns, notice }: (typeof watched)[number], change: Change): string {
  const of = change === "UPDATE" && columns ? ` OF ${columns}` : "";
  return `CREATE TEMP TRIGGER fact_${table}_${change} AFTER ${change}${of} ON ${table} BEGIN
    ${rowsOf[change].map(notice).join("\n")}
  END;`;
}

/**
 * Tells which photos' facts this process changes, whoever changes them and by whatever statement: by triggers of this
 * connection alone (https://sqlite.org/lang_createtrigger.html#temp_triggers), which cost the library's file nothing.
 */
export function factChangesRepository(database: Database.Database) {
  let assetIds = new Set<number>();
  let directoryIds = new Set<number>();
  let areFoldersOther = false;
  let areCollectionsOther = false;
  let isWatching = false;
  database.function("note_fact_change", (noted: unknown) => {
    if (noted === -1) areFoldersOther = true;
    else if (noted === -2) areCollectionsOther = true;
    else if (noted !== null) assetIds.add(Number(noted));
    return null;
  });

  database.function("note_folder_change", (directoryId: unknown) => {
    directoryIds.add(Number(directoryId));
    return null;
  });

  return {
    /** From here on changes are noted. */
    watch(): void {
      if (isWatching) return;
      isWatching = true;
      database.exec(
        watched
          .flatMap((each) => (each.changes ?? allChanges).map((change) => triggerSql(each, change)))
          .join("\n"),
      );
    },
    get isEmpty(): boolean {
      return assetIds.size + directoryIds.size === 0 && !areFoldersOther && !areCollectionsOther;
    },
    /** What was noted since the last time, which is forgotten by it. */
    take(): FactChanges {
      const changes = { assetIds, directoryIds, areFoldersOther, areCollectionsOther };
      assetIds = new Set();
      directoryIds = new Set();
      areFoldersOther = false;
      areCollectionsOther = false;
      return changes;
    },
  };
}
