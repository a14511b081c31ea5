import { join } from "node:path";
import Database from "better-sqlite3";
import type { Catalog } from "../../src/core/catalog/index.ts";
import type { PhotoFacts } from "../../src/core/vectors/photo-facts.ts";
import { photoTypesOf } from "../../src/core/vectors/photo-types.ts";
import { wallClockSeconds } from "../../src/core/vectors/wall-clock-seconds.ts";

const noThumbnail = { version: 1, webp: new Uint8Array() };

/** What a person or a copy gave, as far as it differs from what the photo's file says. */
export type OwnFacts = Partial<
  Pick<PhotoFacts, "takenAt" | "rating" | "title" | "description" | "keywords" | "location">
>;

/**
 * What a catalog says of a photo that `putPhotos` has put: nobody reads words in pictures yet, and of what type a picture
 * is follows from the rest.
 */
export function inCatalog(facts: PhotoFacts): PhotoFacts {
  return { ...facts, text: null, types: photoTypesOf(signsOf(facts)) };
}

function signsOf({ format, width, height, types, camera, files }: PhotoFacts) {
  const present = files.filter(({ isPresent }) => isPresent);
  return {
    format,
    width,
    height,
    isAnimated: types.includes("animated"),
    hasRawPart: false,
    hasVideo: types.includes("live"),
    hasCamera: camera !== null,
    software: null,
    names: present.map(({ path }) => path.slice(path.lastIndexOf("/") + 1)),
  };
}

/**
 * Writes photos into a real catalog as if they had been indexed. A path that another photo has already is left out: a
 * photo all of whose paths are taken is in the library without a file.
 * @param own values by SHA-256 that stand before what files say
 */
export function putPhotos(
  catalog: Catalog,
  photos: readonly PhotoFacts[],
  own: ReadonlyMap<string, OwnFacts> = new Map(),
): void {
  const rootOf = rootsOf(catalog);
  catalog.transaction(() => {
    for (const facts of photos) putPhoto(catalog, facts, rootOf);
  });
  const database = new Database(join(catalog.libraryDirectory, "catalog.sqlite"));
  for (const { sha256, collections, places, caption } of photos) {
    const bytes = Buffer.from(sha256, "hex");
    if (caption !== null) putCaption(database, sha256, caption);
    for (const [field, value] of Object.entries(own.get(sha256) ?? {})) {
      if (value === null) continue;
      database
        .prepare("INSERT OR REPLACE INTO own_values (sha256, field, value) VALUES (?, ?, ?)")
        .run(bytes, field, JSON.stringify(value));
    }
    for (const [position, name] of places.entries()) {
      database
        .prepare(
          "INSERT INTO asset_places (asset_id, position, name) SELECT asset_id, ?, ? FROM assets WHERE sha256 = ?",
        )
        .run(position, name, bytes);
    }
    for (const { id, name } of collections) {
      database
        .prepare(
          `INSERT INTO collections (collection_id, name, name_key, created_at, changed_at) VALUES (?, ?, ?, 0, 0)
           ON CONFLICT (collection_id) DO NOTHING`,
        )
        .run(id, name, name.toLowerCase());
      database.prepare("INSERT INTO collection_members (collection_id, sha256) VALUES (?, ?)").run(id, bytes);
    }
  }
  database.close();
}

/** Of half of them a person's own, of the others a machine's. */
function putCaption(database: Database.Database, sha256: string, caption: string): void {
  const sql =
    Number.parseInt(sha256.slice(-1), 16) % 2 === 0
      ? "INSERT INTO own_captions (sha256, text, written_at) VALUES (?, ?, 0)"
      : `INSERT INTO machine_captions
           (asset_id, model_id, model_name, revision, written_at, seen_by, standing, text)
         SELECT asset_id, 'model', 'Model', '1', 0, 'model@1', 'shown', text
         FROM (SELECT ? AS sha256, ? AS text) JOIN assets USING (sha256)`;
  database.prepare(sql).run(Buffer.from(sha256, "hex"), caption);
}

function rootsOf(catalog: Catalog): (folder: string) => { rootId: number; path: string } {
  const roots = new Map(catalog.roots.list().map(({ path, rootId }) => [path, rootId]));
  return (folder) => {
    const root = /^(?:\/photos|\/[^/]*)/.exec(folder)?.[0] ?? folder;
    const rootId = roots.get(root) ?? catalog.roots.insert(root);
    roots.set(root, rootId);
    return { rootId, path: folder.slice(root.length + 1) };
  };
}

function putPhoto(catalog: Catalog, facts: PhotoFacts, rootOf: ReturnType<typeof rootsOf>): void {
  const [make = "", ...model] = (facts.camera ?? "").split(" ");
  const { rating, title, description, keywords, isFavorite } = facts;
  const assetId = catalog.assets.put({
    sha256: Buffer.from(facts.sha256, "hex"),
    format: facts.format,
    width: facts.width,
    height: facts.height,
    sizeBytes: facts.sizeBytes,
    takenAt: facts.takenAt,
    takenAtSource: facts.takenAt === null ? null : "exif",
    takenAtMinutes: facts.takenAt === null ? 0 : Math.floor(wallClockSeconds(facts.takenAt) / 60),
    camera: {
      ...(facts.camera && { make, model: model.join(" ") }),
      ...(facts.lens && { lens: facts.lens }),
    },
    latitude: facts.location?.latitude ?? null,
    longitude: facts.location?.longitude ?? null,
    texts: {
      rating,
      title,
      description,
      keywords,
      isFavorite,
      isRejected: false,
      // A face that nobody named is no person.
      people: [...facts.people, null].map((name) => ({ name, region: null })),
      oddities: [],
    },
    isAnimated: facts.types.includes("animated"),
    embeddedVideoBytes: facts.types.includes("live") ? 1000 : null,
    placeholder: null,
    thumbnail: noThumbnail,
  });
  for (const [inode, file] of facts.files.entries()) {
    const { rootId, path } = rootOf(file.folder);
    const directoryId = catalog.directories.idOf(rootId, path);
    const name = file.path.slice(file.folder === "/" ? 1 : file.folder.length + 1);
    if (catalog.files.idOf(directoryId, name) !== undefined) continue;
    const stamp = { sizeBytes: facts.sizeBytes, modifiedAt: 0, inode };
    catalog.files.queue({ ...stamp, directoryId, name, jobId: 0 });
    const fileId = catalog.files.idOf(directoryId, name);
    catalog.files.finish({ fileId, jobId: 0, outcome: "indexed", assetId, code: null, message: null });
    catalog.files.setPresent(fileId, file.isPresent);
  }
  catalog.assets.touch(assetId, catalog.nextRevision());
}
