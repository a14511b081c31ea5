import type Database from "better-sqlite3";
import { pathForDisplay, pathFromSystem } from "../files/path-bytes.ts";
import { indexedTokens, type WrittenText } from "../words/written-text.ts";
import { shownCaptionSql } from "./captions.ts";
import { type LocationColumns, locationColumns, locationJoins } from "./path-columns.ts";

/** A photo in whose texts a query was found. */
export interface WordMatch {
  assetId: number;
  /** BM25 as SQLite has it: the lower, the better. */
  rank: number;
}

/** The work of reading texts among the stages; the triggers of migration 0016 know it by this name. */
export const wordsStageName = "words";

/** In one transaction, beside what it is for: some milliseconds of work. What is more is left to the stage. */
const readAtOnce = 128;

/** Of the columns: what people wrote on purpose says more than where a file happens to lie. */
const weights = {
  name: 2,
  folder: 1,
  title: 4,
  description: 2,
  keyword: 4,
  person: 4,
  caption: 2,
  text: 1,
  place: 2,
};
const columns = Object.keys(weights) as (keyof typeof weights)[];

const columnsWithoutCaptions = columns.filter((column) => column !== "caption").join(" ");

/** Looked up in a list that is made once for a query, and is empty in most libraries. */
const isShown = "rowid NOT IN (SELECT asset_id FROM assets WHERE present_files = 0)";

const ownTextsSql = `
  SELECT coalesce((SELECT value FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = 'title'),
      json_quote(title)) AS title,
    coalesce((SELECT value FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = 'description'),
      json_quote(description)) AS description,
    coalesce((SELECT value FROM own_values o WHERE o.sha256 = a.sha256 AND o.field = 'keywords'), keywords) AS keywords
  FROM assets a WHERE asset_id = ?`;

/** Those that are there; of a photo of which nothing is there, those that were. */
const placesSql = `
  SELECT ${locationColumns} FROM files f ${locationJoins} WHERE f.asset_id = @assetId AND f.is_present =
    (SELECT max(is_present) FROM files WHERE asset_id = @assetId) ORDER BY f.outcome = 'duplicate', f.file_id`;

const peopleSql = "SELECT name FROM asset_people WHERE asset_id = ? AND name IS NOT NULL ORDER BY position";

/** Of the folders that are albums: such a folder has two names. */
const albumsSql = `
  SELECT DISTINCT a.title FROM files f JOIN albums a USING (directory_id) JOIN files teller ON teller.file_id = a.file_id
  WHERE f.asset_id = ? AND f.is_present = 1 AND teller.is_present = 1 ORDER BY a.directory_id`;

const captionSql = `SELECT ${shownCaptionSql} FROM assets a WHERE asset_id = ?`;

/** What a machine found out stands behind what people wrote. */
const placeNamesSql = "SELECT name FROM asset_places WHERE asset_id = ? ORDER BY position";

/** A word that parts can be found in: no number, and longer than the shortest part. */
const hasParts = /^[^\p{N}]{5,40}$/u;

/** What is written about photos, and which photos a word leads to. */
export function wordsRepository(database: Database.Database) {
  const ownTexts = database.prepare<[number], { title: string; description: string; keywords: string }>(
    ownTextsSql,
  );
  const people = database.prepare<[number], string>(peopleSql).pluck();
  const albums = database.prepare<[number], string>(albumsSql).pluck();
  const caption = database.prepare<[number], string | null>(captionSql).pluck();
  const placeNames = database.prepare<[number], string>(placeNamesSql).pluck();
  const places = database.prepare<[{ assetId: number }], LocationColumns>(placesSql);
  const remove = database.prepare<[number]>("DELETE FROM asset_words WHERE rowid = ?");
  const insert = database.prepare(
    `INSERT INTO asset_words (rowid, ${columns}) VALUES (@assetId, ${columns.map((column) => `@${column}`)})`,
  );
  const learn = database.prepare<[string]>(
    "INSERT INTO known_words (word) VALUES (?) ON CONFLICT DO NOTHING",
  );
  const learnParts = database.prepare<[number | bigint, string]>(
    "INSERT INTO word_parts (rowid, word) VALUES (?, ?)",
  );
  const withPart = database
    .prepare<[string, string, number], string>(
      "SELECT word FROM word_parts WHERE word_parts MATCH ? AND word <> ? ORDER BY rowid LIMIT ?",
    )
    .pluck();
  const dueNow = database
    .prepare<[string, number], number>(
      `SELECT asset_id FROM stage_work WHERE stage_id = (SELECT stage_id FROM stages WHERE name = ?)
       AND state = 'left' AND is_here = 1 AND due_at < 0 ORDER BY due_at, asset_id LIMIT ?`,
    )
    .pluck();
  const settle = database.prepare<[string, number]>(
    `UPDATE stage_work SET state = 'done', due_at = 0
     WHERE stage_id = (SELECT stage_id FROM stages WHERE name = ?) AND asset_id = ?`,
  );
  const leaveToStage = database.prepare<[string]>(
    `UPDATE stage_work SET due_at = 0 WHERE stage_id = (SELECT stage_id FROM stages WHERE name = ?)
     AND state = 'left' AND is_here = 1 AND due_at < 0`,
  );
  const ranked = database.prepare<[string, number], WordMatch>(
    `SELECT rowid AS assetId, bm25(asset_words, ${Object.values(weights)}) AS rank FROM asset_words
     WHERE asset_words MATCH ? AND ${isShown} ORDER BY rank, rowid DESC LIMIT ?`,
  );
  const newest = database
    .prepare<[string, number], string>(
      `SELECT json_group_array(rowid) FROM (SELECT rowid FROM asset_words
       WHERE asset_words MATCH ? AND ${isShown} ORDER BY rowid DESC LIMIT ?)`,
    )
    .pluck();
  const countUpTo = database
    .prepare<[string, number], number>(
      "SELECT count(*) FROM (SELECT 1 FROM asset_words WHERE asset_words MATCH ? LIMIT ?)",
    )
    .pluck();

  /** All that is written about a photo, what people wrote on purpose first. This is what search finds it by. */
  function textsOf(assetId: number): WrittenText[] {
    const own = ownTexts.get(assetId);
    if (!own) return [];
    const title: string | null = JSON.parse(own.title);
    const description: string | null = JSON.parse(own.description);
    const keywords: string[] = JSON.parse(own.keywords);
    const sentence = caption.get(assetId) ?? null;
    return distinct([
      ...(title === null ? [] : [{ signal: "title" as const, text: title }]),
      ...keywords.map((text) => ({ signal: "keyword" as const, text })),
      ...people.all(assetId).map((text) => ({ signal: "person" as const, text })),
      ...(description === null ? [] : [{ signal: "description" as const, text: description }]),
      ...albums.all(assetId).map((text) => ({ signal: "folder" as const, text })),
      ...(sentence === null ? [] : [{ signal: "caption" as const, text: sentence }]),
      ...placeNames.all(assetId).map((text) => ({ signal: "place" as const, text })),
      ...places.all({ assetId }).flatMap(textsOfPlace),
    ]);
  }

  function read(assetId: number): void {
    remove.run(assetId);
    const texts = textsOf(assetId);
    const tokens = columns.map((column) => {
      const written = texts.filter(({ signal }) => signal === column).map(({ text }) => text);
      return [column, indexedTokens(written)] as const;
    });
    insert.run({ assetId, ...Object.fromEntries(tokens) });
    for (const word of new Set(tokens.flatMap(([, words]) => words.split(" ")))) {
      if (!hasParts.test(word)) continue;
      const { changes, lastInsertRowid } = learn.run(word);
      if (changes > 0) learnParts.run(lastInsertRowid, word);
    }
  }

  return {
    textsOf,
    /** Puts what is written about a photo into the index, in place of what was there. Call it in a transaction. */
    read,

    /** Reads the texts that were changed by the transaction it is called in; of a great many the rest is left due. */
    readChanged(): void {
      const assetIds = dueNow.all(wordsStageName, readAtOnce);
      for (const assetId of assetIds) {
        read(assetId);
        settle.run(wordsStageName, assetId);
      }
      if (assetIds.length === readAtOnce) leaveToStage.run(wordsStageName);
    },

    /** Photos that are there and match, the best first. */
    ranked: (expression: string, limit: number): WordMatch[] => ranked.all(expression, limit),
    /** The same in the order they came in, the last first: a fraction of the time where there are many. */
    newest: (expression: string, limit: number): number[] =>
      JSON.parse(newest.get(expression, limit) ?? "[]"),
    /** The same expression of all that is written but captions. */
    withoutCaptions: (expression: string): string => `{${columnsWithoutCaptions}} : (${expression})`,
    /** How many match, counted no further than `limit`; those that are gone count too. */
    countUpTo: (expression: string, limit: number): number => countUpTo.get(expression, limit) ?? 0,
    /** Words of the library that have this one inside. @param part at least three letters, folded */
    longerWordsOf: (part: string, limit: number): string[] => withPart.all(`"${part}"`, part, limit),
  };
}

function textsOfPlace({ root, directory, name }: LocationColumns): WrittenText[] {
  const rootName = pathFromSystem(root).split(/[/\\]/).filter(Boolean).at(-1) ?? "";
  return [
    { signal: "name", text: pathForDisplay(pathFromSystem(name)) },
    // The innermost says most.
    ...[rootName, ...partsOf(directory)]
      .filter((part) => part !== "")
      .map((text) => ({ signal: "folder" as const, text: pathForDisplay(text) }))
      .reverse(),
  ];
}

function partsOf(path: LocationColumns["root"]): string[] {
  return pathFromSystem(path).split("/").filter(Boolean);
}

function distinct(texts: readonly WrittenText[]): WrittenText[] {
  return [...new Map(texts.map((each) => [`${each.signal}:${each.text}`, each])).values()];
}
