import type Database from "better-sqlite3";
import { type LocationColumns, locationColumns, locationJoins, pathOf } from "./path-columns.ts";

/** The work of writing captions among the stages; the triggers of migration 0020 know it by this name. */
export const captionsStageName = "captions";

/** What a machine said of a photo. */
export interface MachineCaption {
  /** null where the model was not sure enough to say anything. */
  text: string | null;
  /** 0 to 1; null where the model does not say. */
  confidence: number | null;
  modelId: string;
  modelName: string;
  revision: string;
  /** Milliseconds since 1970. */
  writtenAt: number;
}

/** The sentence that a photo has: its person's own, else the machine's. */
export interface ShownCaption {
  text: string;
  /** null for a person's own. */
  machine: Omit<MachineCaption, "text" | "writtenAt"> | null;
  writtenAt: number;
}

/** All that decides what is to be written of a photo. */
export interface CaptionSituation {
  assetId: number;
  /** A favourite, or somebody opened it. */
  isCaredFor: boolean;
  ownText: string | null;
  /** Sentences that are not shown, nor written again. */
  rejected: readonly string[];
  /** Sentences in the place of which another one was asked for: they stay until there is one. */
  avoided: readonly string[];
  machine: MachineCaption | null;
  /** `id@revision` of the model that looked last; null where none did. */
  seenBy: string | null;
}

export interface CaptionedPhoto extends ShownCaption {
  assetId: number;
  sha256: string;
  /** Of the file that is shown first. */
  path: string;
}

/** Photos of the library, by what became of their machine's sentence. */
export interface CaptionCount {
  modelId: string;
  standing: "shown" | "own" | "rejected" | "nothing";
  photos: number;
}

/** What keeps a machine's sentence from being shown, of the row `m` of `machine_captions` and its `o` of `own_captions`. */
export const standingSql = `
  CASE WHEN o.text IS NOT NULL THEN 'own' WHEN m.text IS NULL THEN 'nothing'
    WHEN EXISTS (SELECT 1 FROM json_each(o.rejected) WHERE value = m.text) THEN 'rejected' ELSE 'shown' END`;

/** The sentence of a row of `assets a`; NULL for none. */
export const shownCaptionSql = `
  coalesce((SELECT o.text FROM own_captions o WHERE o.sha256 = a.sha256),
    (SELECT m.text FROM machine_captions m WHERE m.asset_id = a.asset_id AND m.standing = 'shown'))`;

const shownColumns = `
  o.text AS own_text, o.written_at AS own_written_at, m.text, m.confidence, m.model_id, m.model_name, m.revision,
  m.written_at, m.standing
  FROM assets a LEFT JOIN own_captions o ON o.sha256 = a.sha256
    LEFT JOIN machine_captions m ON m.asset_id = a.asset_id`;

const isShown = "(o.text IS NOT NULL OR m.standing = 'shown')";

interface ShownRow {
  own_text: string | null;
  own_written_at: number | null;
  text: string | null;
  confidence: number | null;
  model_id: string;
  model_name: string;
  revision: string;
  written_at: number;
  standing: CaptionCount["standing"] | null;
}

function toShown(row: ShownRow | undefined): ShownCaption | undefined {
  if (!row) return undefined;
  if (row.own_text !== null) return { text: row.own_text, machine: null, writtenAt: row.own_written_at ?? 0 };
  if (row.text === null || row.standing !== "shown") return undefined;
  const { text, confidence, model_id: modelId, model_name: modelName, revision, written_at } = row;
  return { text, machine: { confidence, modelId, modelName, revision }, writtenAt: written_at };
}

const situationSql = `
  SELECT a.asset_id, o.text AS own_text, o.rejected, o.avoided, m.text, m.confidence, m.model_id, m.model_name,
    m.revision, m.written_at, m.seen_by,
    a.is_favorite = 1 OR EXISTS (SELECT 1 FROM opened_photos p WHERE p.asset_id = a.asset_id) AS is_cared_for
  FROM json_each(?) g CROSS JOIN assets a ON a.asset_id = g.value
    LEFT JOIN own_captions o ON o.sha256 = a.sha256 LEFT JOIN machine_captions m ON m.asset_id = a.asset_id`;

interface SituationRow extends Pick<ShownRow, "own_text" | "text" | "confidence"> {
  asset_id: number;
  rejected: string | null;
  avoided: string | null;
  model_id: string | null;
  model_name: string;
  revision: string;
  written_at: number;
  seen_by: string | null;
  is_cared_for: number;
}

function toSituation(row: SituationRow): CaptionSituation {
  const { text, confidence, model_id: modelId, model_name: modelName, revision, written_at: writtenAt } = row;
  return {
    assetId: row.asset_id,
    isCaredFor: row.is_cared_for === 1,
    ownText: row.own_text,
    rejected: JSON.parse(row.rejected ?? "[]"),
    avoided: JSON.parse(row.avoided ?? "[]"),
    machine: modelId === null ? null : { text, confidence, modelId, modelName, revision, writtenAt },
    seenBy: row.seen_by,
  };
}

const putSql = `
  INSERT INTO machine_captions (asset_id, text, confidence, model_id, model_name, revision, written_at, seen_by, standing)
  SELECT @assetId, @text, @confidence, @modelId, @modelName, @revision, @writtenAt, @seenBy, (
    SELECT ${standingSql} FROM (SELECT @text AS text) m LEFT JOIN own_captions o ON o.sha256 = a.sha256)
  FROM assets a WHERE asset_id = @assetId
  ON CONFLICT (asset_id) DO UPDATE SET text = excluded.text, confidence = excluded.confidence,
    model_id = excluded.model_id, model_name = excluded.model_name, revision = excluded.revision,
    written_at = excluded.written_at, seen_by = excluded.seen_by, standing = excluded.standing`;

/** What a screen reader says: what people wrote, the caption first; then what a machine wrote. */
const saidSql = `
  SELECT a.asset_id AS assetId, coalesce((SELECT text FROM own_captions o WHERE o.sha256 = a.sha256),
    (SELECT value ->> '$' FROM own_values v WHERE v.sha256 = a.sha256 AND v.field = 'title'), title,
    (SELECT value ->> '$' FROM own_values v WHERE v.sha256 = a.sha256 AND v.field = 'description'), description,
    (SELECT m.text FROM machine_captions m WHERE m.asset_id = a.asset_id AND m.standing = 'shown')) AS text
  FROM json_each(?) g CROSS JOIN assets a ON a.asset_id = g.value WHERE text IS NOT NULL`;

/** Photos that are gone are few, and found by an index of their own. */
const countsSql = `
  SELECT model_id AS modelId, standing, sum(photos) AS photos FROM (
    SELECT model_id, standing, count(*) AS photos FROM machine_captions GROUP BY model_id, standing
    UNION ALL
    SELECT model_id, standing, -count(*) FROM assets INDEXED BY assets_absent CROSS JOIN machine_captions USING (asset_id)
      WHERE present_files = 0 GROUP BY model_id, standing)
  GROUP BY model_id, standing`;

const ownPresentSql = (condition: string) => `
  SELECT count(*) FROM own_captions o CROSS JOIN assets a INDEXED BY assets_as_members
    ON a.sha256 = o.sha256 AND a.present_files > 0 WHERE ${condition}`;

const fileSql = `
  SELECT ${locationColumns} FROM files f ${locationJoins} WHERE f.asset_id = ? AND f.is_present = 1
  ORDER BY f.outcome = 'duplicate', f.file_id LIMIT 1`;

const unseen = `
  FROM json_each(@assetIds) g CROSS JOIN assets ON asset_id = g.value
  WHERE NOT EXISTS (SELECT 1 FROM machine_captions m WHERE m.asset_id = g.value)`;

const work = "stage_id = (SELECT stage_id FROM stages WHERE name = @stage)";

/** Sentences on what can be seen in photos, a machine's and a person's own; what a person does is in `captionActions`. */
export function captionsRepository(database: Database.Database) {
  const shown = database.prepare<[number], ShownRow>(`SELECT ${shownColumns} WHERE a.asset_id = ?`);
  const situations = database.prepare<[string], SituationRow>(situationSql);
  const put = database.prepare(putSql);
  const setSeen = database.prepare<[string, number]>(
    "UPDATE machine_captions SET seen_by = ? WHERE asset_id = ?",
  );
  const said = database.prepare<[string], { assetId: number; text: string }>(saidSql);
  const counts = database.prepare<[], CaptionCount>(countsSql);
  const own = database.prepare<[], number>(ownPresentSql("o.text IS NOT NULL")).pluck();
  const any = database.prepare<[], number>("SELECT 1 FROM machine_captions LIMIT 1").pluck();
  const anyOwn = database
    .prepare<[], number>("SELECT 1 FROM own_captions WHERE text IS NOT NULL LIMIT 1")
    .pluck();
  const ownAmong = database
    .prepare<[string], number>(
      `SELECT a.asset_id FROM json_each(?) g CROSS JOIN assets a ON a.asset_id = g.value
         CROSS JOIN own_captions o ON o.sha256 = a.sha256 AND o.text IS NOT NULL`,
    )
    .pluck();
  const open = database.prepare<[number]>(
    `INSERT INTO opened_photos (asset_id) SELECT asset_id FROM assets WHERE asset_id = ? ON CONFLICT DO NOTHING`,
  );
  const isOpened = database
    .prepare<[number], number>("SELECT 1 FROM opened_photos WHERE asset_id = ?")
    .pluck();
  const hurryCaredFor = database.prepare<{ stage: string }>(
    `UPDATE stage_work SET due_at = -1 WHERE ${work} AND state = 'left' AND due_at = 0 AND asset_id IN (
       SELECT asset_id FROM opened_photos UNION SELECT asset_id FROM assets WHERE is_favorite = 1)`,
  );
  const openUnseen = database.prepare<{ assetIds: string }>(
    `INSERT INTO opened_photos (asset_id) SELECT asset_id ${unseen} ON CONFLICT DO NOTHING`,
  );
  const hurryUnseen = database.prepare<{ stage: string; assetIds: string }>(
    `UPDATE stage_work SET state = 'left', due_at = -2, tries = 0, code = NULL, message = NULL
     WHERE ${work} AND asset_id IN (SELECT asset_id ${unseen})`,
  );
  const clearSome = database.prepare<[number]>(
    "DELETE FROM machine_captions WHERE asset_id IN (SELECT asset_id FROM machine_captions LIMIT ?)",
  );
  const some = database.prepare<
    { after: number; limit: number },
    ShownRow & { asset_id: number; sha256: Buffer }
  >(
    `SELECT a.asset_id, a.sha256, ${shownColumns}
     WHERE a.asset_id > @after AND a.present_files > 0 AND ${isShown} ORDER BY a.asset_id LIMIT @limit`,
  );
  const file = database.prepare<[number], LocationColumns>(fileSql);

  return {
    /** undefined where nothing is said of the photo. */
    shownOf: (assetId: number): ShownCaption | undefined => toShown(shown.get(assetId)),
    /** Of those of these contents that the library knows. */
    situations: (assetIds: readonly number[]): CaptionSituation[] =>
      situations.all(JSON.stringify(assetIds)).map(toSituation),
    /** In the place of what a machine said before. Of a content that is gone nothing is kept. */
    put(assetId: number, caption: MachineCaption, seenBy: string): void {
      put.run({ assetId, ...caption, seenBy });
    },
    /** This model looked, and has nothing to say in the place of what there is. */
    setSeen: (assetId: number, seenBy: string): void => {
      setSeen.run(seenBy, assetId);
    },
    /** Photos of which nobody says anything are left out. */
    saidOf: (assetIds: readonly number[]) => said.all(JSON.stringify(assetIds)),
    /** Of photos that are there. */
    counts: (): CaptionCount[] => counts.all().filter(({ photos }) => photos > 0),
    /** Photos that are there with a person's own caption. */
    countOwn: (): number => own.get() ?? 0,
    /** Whether a machine said anything of any photo. */
    hasAnyOfMachines: (): boolean => any.get() === 1,
    /** Those of these photos that have their person's own caption. */
    ownAmong: (assetIds: readonly number[]): Set<number> =>
      new Set(anyOwn.get() === 1 ? ownAmong.all(JSON.stringify(assetIds)) : []),
    isOpened: (assetId: number): boolean => isOpened.get(assetId) === 1,
    /** Somebody opened it: it goes first from now on. */
    noteOpened: (assetId: number): void => {
      open.run(assetId);
    },
    /** Favourites and what was opened go first. */
    hurryCaredFor: (): void => {
      hurryCaredFor.run({ stage: captionsStageName });
    },
    /** Those of these that no machine looked at yet go before all others, as if somebody had opened them. */
    askFor(assetIds: readonly number[]): void {
      const given = JSON.stringify(assetIds);
      openUnseen.run({ assetIds: given });
      hurryUnseen.run({ stage: captionsStageName, assetIds: given });
    },
    /** Removes some that a machine wrote. @returns how many there were; 0 when none is left */
    clearSome: (limit: number): number => clearSome.run(limit).changes,
    /** Photos behind this one with the caption that they show, in the order of their numbers. */
    captioned: (after: number, limit: number): CaptionedPhoto[] =>
      some.all({ after, limit }).flatMap((row) => {
        const caption = toShown(row);
        const columns = file.get(row.asset_id);
        if (!caption) return [];
        const path = columns ? pathOf(columns) : "";
        return [{ assetId: row.asset_id, sha256: row.sha256.toString("hex"), path, ...caption }];
      }),
  };
}
