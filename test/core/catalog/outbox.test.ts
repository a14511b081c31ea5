import { createHash } from "node:crypto";
import { join } from "node:path";
import Database from "better-sqlite3";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Catalog, openCatalog } from "../../../src/core/catalog/index.ts";
import { toHalfFloats } from "../../../src/core/vectors/half-float.ts";
import { photosFacts } from "../../helpers/photo-facts.ts";
import { putPhotos } from "../../helpers/photos-in-catalog.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

const server = { url: "http://localhost:6333", collection: "photos" };

/** All that a server is told of a content; undefined where it is no photo of the library. */
function stateOf(catalog: Catalog, sha256: string): string | undefined {
  const content = Buffer.from(sha256, "hex");
  const facts = catalog.photoFacts.of(content);
  const assetId = catalog.assets.idOf(content);
  if (!facts || assetId === undefined) return undefined;
  const vectors = catalog.vectors
    .allOf(assetId)
    .map(({ key, vector }) => [key, createHash("sha256").update(vector).digest("hex")]);
  return JSON.stringify([facts, vectors, catalog.assets.thumbnail(assetId)?.toString("hex")]);
}

/** What can happen to a library, each a statement or two as the app makes them. */
const changes: ((database: Database.Database, photo: number, value: number) => void)[] = [
  (database, photo) =>
    database.prepare("UPDATE files SET is_present = 1 - is_present WHERE asset_id = ?").run(photo),
  (database, photo) => database.prepare("DELETE FROM files WHERE asset_id = ?").run(photo),
  (database, photo, value) =>
    database.prepare("UPDATE files SET name = name || ? WHERE asset_id = ?").run(`-${value}`, photo),
  (database, photo, value) =>
    database
      .prepare(
        "UPDATE directories SET path = path || ? WHERE directory_id IN (SELECT directory_id FROM files WHERE asset_id = ?)",
      )
      .run(`-${value}`, photo),
  (database, _, value) => database.prepare("UPDATE roots SET last_path = path || ?").run(`-${value}`),
  (database, photo, value) =>
    database.prepare("UPDATE assets SET rating = ? WHERE asset_id = ?").run(value % 6, photo),
  (database, photo, value) =>
    database
      .prepare("UPDATE assets SET title = ?, revision = revision + 1 WHERE asset_id = ?")
      .run(`${value}`, photo),
  (database, photo, value) =>
    database
      .prepare(
        "INSERT OR REPLACE INTO own_values (sha256, field, value) SELECT sha256, 'title', ? FROM assets WHERE asset_id = ?",
      )
      .run(JSON.stringify(`own ${value}`), photo),
  (database, photo) =>
    database
      .prepare("DELETE FROM own_values WHERE sha256 = (SELECT sha256 FROM assets WHERE asset_id = ?)")
      .run(photo),
  (database, photo, value) =>
    database
      .prepare(
        "INSERT OR REPLACE INTO asset_people (asset_id, position, name) SELECT asset_id, 9, ? FROM assets WHERE asset_id = ?",
      )
      .run(`person ${value}`, photo),
  (database, photo) => database.prepare("DELETE FROM asset_people WHERE asset_id = ?").run(photo),
  (database, photo, value) =>
    database
      .prepare(
        "INSERT OR REPLACE INTO thumbnails (asset_id, version, webp) SELECT asset_id, 1, ? FROM assets WHERE asset_id = ?",
      )
      .run(Buffer.from([value]), photo),
  (database, photo, value) =>
    database
      .prepare(
        `INSERT INTO vectors (model_id, asset_id, vector) SELECT 1, asset_id, ? FROM assets WHERE asset_id = ?
         ON CONFLICT (model_id, asset_id) DO UPDATE SET vector = excluded.vector`,
      )
      .run(toHalfFloats(Float32Array.of(value, 1)), photo),
  (database, photo) => database.prepare("DELETE FROM vectors WHERE asset_id = ?").run(photo),
  (database, photo) =>
    database
      .prepare(
        "INSERT OR IGNORE INTO collection_members (collection_id, sha256) SELECT 1, sha256 FROM assets WHERE asset_id = ?",
      )
      .run(photo),
  (database, photo) =>
    database
      .prepare("DELETE FROM collection_members WHERE sha256 = (SELECT sha256 FROM assets WHERE asset_id = ?)")
      .run(photo),
  (database, _, value) =>
    database.prepare("UPDATE collections SET name = 'named ' || ? || collection_id").run(value),
  (database, photo, value) =>
    database
      .prepare(
        "INSERT OR REPLACE INTO asset_places (asset_id, position, name) SELECT asset_id, 0, ? FROM assets WHERE asset_id = ?",
      )
      .run(`town ${value}`, photo),
  (database, photo) => database.prepare("DELETE FROM asset_places WHERE asset_id = ?").run(photo),
  (database, photo, value) =>
    database
      .prepare(
        `INSERT INTO machine_captions
           (asset_id, text, model_id, model_name, revision, written_at, seen_by, standing)
         SELECT asset_id, ?, 'model', 'Model', '1', 0, 'model@1', ? FROM assets WHERE asset_id = ?
         ON CONFLICT DO UPDATE SET text = excluded.text, standing = excluded.standing`,
      )
      .run(`seen ${value % 7}`, value % 3 === 0 ? "rejected" : "shown", photo),
  (database, photo) => database.prepare("DELETE FROM machine_captions WHERE asset_id = ?").run(photo),
  (database, photo, value) =>
    database
      .prepare(
        `INSERT INTO own_captions (sha256, text, written_at) SELECT sha256, ?, 0 FROM assets WHERE asset_id = ?
         ON CONFLICT DO UPDATE SET text = excluded.text`,
      )
      .run(value % 4 === 0 ? null : `said ${value % 7}`, photo),
  (database, photo) =>
    database
      .prepare("DELETE FROM own_captions WHERE sha256 = (SELECT sha256 FROM assets WHERE asset_id = ?)")
      .run(photo),
  (database, photo) =>
    database.prepare("UPDATE assets SET is_animated = 1 - is_animated WHERE asset_id = ?").run(photo),
  (database, photo, value) =>
    database
      .prepare("UPDATE assets SET embedded_video_bytes = ? WHERE asset_id = ?")
      .run(value % 2 === 0 ? null : value, photo),
  (database, photo, value) =>
    database
      .prepare(
        `INSERT INTO signatures (asset_id, version, packed, software) SELECT asset_id, 1, x'00', ? FROM assets WHERE asset_id = ?
         ON CONFLICT (asset_id) DO UPDATE SET software = excluded.software`,
      )
      .run(value % 2 === 0 ? "gnome-screenshot" : "GIMP", photo),
  (database, photo, value) =>
    database
      .prepare(
        `UPDATE files SET part_kind = ?, part_of = (SELECT min(file_id) FROM files WHERE asset_id = ?)
         WHERE file_id = (SELECT max(file_id) FROM files WHERE asset_id = ?)`,
      )
      .run(value % 2 === 0 ? "raw" : "video", photo, (value % 6) + 1),
  (database, photo) => {
    database.prepare("DELETE FROM files WHERE asset_id = ?").run(photo);
    database.prepare("DELETE FROM assets WHERE asset_id = ?").run(photo);
  },
];

const step = fc.record({
  change: fc.nat({ max: changes.length - 1 }),
  photo: fc.integer({ min: 1, max: 6 }),
  value: fc.nat({ max: 200 }),
  /** How many contents the server is told of, and when: before the change, or with the change in between. */
  told: fc.nat({ max: 4 }),
  isDuring: fc.boolean(),
});

describe("the outbox", () => {
  it("holds every photo that a server knows otherwise than the library, whatever happened and whenever it was told", async () => {
    await fc.assert(
      fc.asyncProperty(
        photosFacts({ minLength: 6, maxLength: 6 }),
        fc.array(step, { minLength: 1, maxLength: 40 }),
        async (photos, steps) => {
          const directory = await temporaryDirectory();
          const catalog = openCatalog(directory);
          catalog.vectors.modelId("model@1", 2);
          catalog.transaction(() =>
            catalog.vectorsChoice.put({ inUse: "qdrant", wanted: null, server, isSending: true }),
          );
          putPhotos(catalog, photos);
          const database = new Database(join(directory, "catalog.sqlite"));
          database.pragma("foreign_keys = ON");
          database
            .prepare(
              "INSERT OR IGNORE INTO collections (collection_id, name, name_key, created_at, changed_at) VALUES (1, 'one', 'one', 0, 0)",
            )
            .run();
          const known = new Map<string, string | undefined>();

          const tell = (limit: number, meanwhile = () => {}) => {
            const entries = catalog.outbox.due(limit);
            const read = entries.map(({ sha256 }) => {
              const hex = sha256.toString("hex");
              return [hex, stateOf(catalog, hex)] as const;
            });
            meanwhile();
            for (const [sha256, state] of read) known.set(sha256, state);
            catalog.transaction(() => catalog.outbox.settle(entries));
          };

          for (const { change, photo, value, told, isDuring } of steps) {
            const happen = () => changes[change]?.(database, photo, value);
            if (isDuring) tell(told, happen);
            else {
              tell(told);
              happen();
            }
            const waiting = new Set(catalog.outbox.due(1000).map(({ sha256 }) => sha256.toString("hex")));
            expect(catalog.vectorsChoice.waiting()).toBe(waiting.size);
            for (const { sha256 } of photos) {
              if (!waiting.has(sha256)) expect(known.get(sha256)).toBe(stateOf(catalog, sha256));
            }
          }
          while (catalog.outbox.due(1).length > 0) tell(3);
          for (const { sha256 } of photos) expect(known.get(sha256)).toBe(stateOf(catalog, sha256));
          database.close();
          catalog.close();
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is not kept while no server is told of anything", async () => {
    const catalog = openCatalog(await temporaryDirectory());
    putPhotos(catalog, fc.sample(photosFacts({ minLength: 5, maxLength: 5 }), 1)[0] ?? []);
    expect(catalog.outbox.due(10)).toEqual([]);
    expect(catalog.vectorsChoice.waiting()).toBe(0);
    catalog.close();
  });
});
