import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { jpeg, put } from "../../helpers/pictures.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

/** A library with six photos in two folders. */
async function library() {
  const folder = await temporaryDirectory();
  for (let look = 0; look < 6; look++) {
    const place = look < 4 ? "rome" : "naples/harbour";
    await put(join(folder, place, `${look}.jpg`), await jpeg(look, { width: 120 + look, height: 80 }));
  }
  const core = await openCore();
  await index(core, folder);
  return { core, folder, ids: await photoIds(core) };
}

async function idsIn(core: Core, collectionId: number): Promise<number[]> {
  const { assetIds } = await core.client.collections.photos({ collectionId, limit: 1000 });
  return assetIds.sort((left, right) => left - right);
}

describe("a collection is made", () => {
  test("of nothing, of photos, of a folder and of what a query finds, and of all of these together", async () => {
    const { core, folder, ids } = await library();
    const { collections } = core.client;
    const empty = await collections.create({ name: "Empty" });
    expect(empty).toMatchObject({ photosChanged: 0, collection: { name: "Empty", photos: 0, bytes: 0 } });
    const chosen = await collections.create({
      name: "Chosen",
      assetIds: [ids[1] as number, ids[0] as number],
    });
    expect(await idsIn(core, chosen.collection.collectionId)).toEqual(ids.slice(0, 2));
    const harbour = await collections.create({ name: "South", directory: join(folder, "naples") });
    expect(harbour.collection.photos).toBe(2);
    const all = await collections.create({ name: "All", directory: folder });
    expect(all.collection.photos).toBe(6);
    const written = await collections.create({ name: "Written", query: '"harbour"' });
    expect(await idsIn(core, written.collection.collectionId)).toEqual(
      await idsIn(core, harbour.collection.collectionId),
    );
    // Nothing is written so: what looks likely to be it, and no more than was asked for.
    const looks = await collections.create({ name: "Looks", query: "zzyzx qwrt", limit: 3 });
    expect(looks.collection.photos).toBeLessThanOrEqual(3);
    // Photos come in side by side: their ids say nothing of where they lie.
    const inHarbour = await idsIn(core, harbour.collection.collectionId);
    const assetIds = ids.filter((id) => !inHarbour.includes(id)).slice(0, 1);
    const union = await collections.create({ name: "Union", assetIds, query: '"harbour"' });
    expect(union.collection.photos).toBe(3);
    const names = (await collections.list()).map(({ name }) => name);
    expect(names).toEqual(["All", "Chosen", "Empty", "Looks", "South", "Union", "Written"]);
  });

  test("of the folder around several folders of the library, by a link, and not of one outside of it", async () => {
    const one = await folderOf(2);
    const two = await folderOf(1, 5);
    const core = await openCore();
    await index(core, one);
    await index(core, two);
    const around = await core.client.collections.create({ name: "Around", directory: join(one, "..") });
    expect(around.collection.photos).toBe(3);
    for (const directory of [join(one, "not there"), await temporaryDirectory(), `${one}x`]) {
      await expect(core.client.collections.create({ name: "None", directory })).rejects.toMatchObject({
        code: "ROOT_NOT_FOUND",
      });
    }
    expect(await core.client.collections.list()).toHaveLength(1);
  });

  test("of known photos only, and nothing is made otherwise", async () => {
    const { core, ids } = await library();
    const assetIds = [ids[0] as number, 4711];
    await expect(core.client.collections.create({ name: "A", assetIds })).rejects.toMatchObject({
      code: "ASSET_NOT_FOUND",
      message: expect.stringContaining("4711"),
    });
    expect(await core.client.collections.list()).toEqual([]);
    expect(await core.client.history.list({})).toEqual([]);
  });

  test("of what a query finds at that moment, and no more later", async () => {
    const { core, folder } = await library();
    const { collection } = await core.client.collections.create({ name: "Harbour", query: '"harbour"' });
    await put(join(folder, "naples/harbour/new.jpg"), await jpeg(9, { width: 150, height: 90 }));
    await index(core, folder);
    expect(await idsIn(core, collection.collectionId)).toHaveLength(2);
  });
});

describe("names", () => {
  test("are one without case in all alphabets, however they are composed, and with blanks around them", async () => {
    const core = await openCore();
    const { collections } = core.client;
    for (const [name, same] of [
      ["Straße", "STRASSE"],
      ["ΟΔΟΣ", "οδος"],
      ["Café", "  CAFE\u0301 "],
      ["Ⅳ", "ⅳ"],
      ["Москва", "МОСКВА"],
      ["Two words", "two  WORDS"],
      ["ẞ", "ss"],
    ] as const) {
      await collections.create({ name });
      await expect(collections.create({ name: same })).rejects.toMatchObject({ code: "COLLECTION_EXISTS" });
    }
    const { collection } = await collections.create({ name: "  Rome\t" });
    expect(collection.name).toBe("Rome");
    const renamed = await collections.rename({ collectionId: collection.collectionId, name: "ROME" });
    expect(renamed.collection.name).toBe("ROME");
    const again = await collections.rename({ collectionId: collection.collectionId, name: "ROME" });
    expect(again.actionId).toBeNull();
  });

  test.each([
    ["", /needs a name/],
    ["  \u00a0", /needs a name/],
    ["a/b", /no slash/],
    ["a\\b", /no slash/],
    ["a\nb", /control characters/],
    ["a\u0000", /control characters/],
    ["a\u202eb", /control characters/],
    ["a\ud800", /none/],
    ["x".repeat(201), /200 characters/],
  ])("%j is refused in words", async (name, words) => {
    const core = await openCore();
    await expect(core.client.collections.create({ name })).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringMatching(words),
    });
  });

  test("of 200 characters beyond the first plane, with quotes and with signs of SQL, come back as they were", async () => {
    const core = await openCore();
    for (const name of ["🏔".repeat(200), "it's \"%_;--", "👨‍👩‍👧", "#1", "12"]) {
      expect((await core.client.collections.create({ name })).collection.name).toBe(name);
    }
  });
});

describe("members", () => {
  test("come and go, those that are in or are not are no change, and other collections stay", async () => {
    const { core, ids } = await library();
    const { collections } = core.client;
    const { collectionId } = (await collections.create({ name: "A", assetIds: ids.slice(0, 3) })).collection;
    const other = (await collections.create({ name: "B", assetIds: ids.slice(0, 3) })).collection;
    const added = await collections.addPhotos({ collectionId, photos: { assetIds: ids.slice(1, 5) } });
    expect(added).toMatchObject({ photosChanged: 2, collection: { photos: 5 } });
    const nothing = await collections.addPhotos({ collectionId, photos: { assetIds: ids.slice(1, 5) } });
    expect(nothing).toMatchObject({ photosChanged: 0, actionId: null });
    const taken = await collections.removePhotos({ collectionId, photos: { assetIds: ids } });
    expect(taken).toMatchObject({ photosChanged: 5, collection: { photos: 0 } });
    expect(await idsIn(core, other.collectionId)).toEqual(ids.slice(0, 3));
    await expect(collections.addPhotos({ collectionId, photos: {} })).rejects.toMatchObject({
      code: "QUERY_INVALID",
    });
    await expect(
      collections.addPhotos({ collectionId: 99, photos: { assetIds: ids } }),
    ).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
  });

  test("outlast moves, forgetting and purging; those that are away are counted and come back", async () => {
    const { core, folder, ids } = await library();
    const { collections, roots, library: inLibrary } = core.client;
    const { collectionId } = (await collections.create({ name: "All", directory: folder })).collection;
    await rename(join(folder, "rome/0.jpg"), join(folder, "naples/moved.jpg"));
    await rm(join(folder, "rome/1.jpg"));
    await index(core, folder);
    expect(await collections.stats({ collectionId })).toMatchObject({ absent: 1, collection: { photos: 5 } });
    const rootId = (await inLibrary.stats()).roots[0]?.rootId ?? 0;
    await roots.forget({ rootId });
    expect(await collections.stats({ collectionId })).toMatchObject({ absent: 6, collection: { photos: 0 } });
    await roots.purge({ rootId });
    await put(join(folder, "again/1.jpg"), await jpeg(1, { width: 121, height: 80 }));
    await index(core, folder);
    expect(await collections.stats({ collectionId })).toMatchObject({ absent: 0, collection: { photos: 6 } });
    expect(ids).toHaveLength(6);
  });

  test("are told in the timeline's order, a page at a time", async () => {
    const { core, ids } = await library();
    const { collectionId } = (await core.client.collections.create({ name: "A", assetIds: ids })).collection;
    const whole = await core.client.collections.photos({ collectionId });
    const pages = [];
    for (let offset = 0; offset < 6; offset += 4) {
      const page = await core.client.collections.photos({ collectionId, limit: 4, offset });
      expect(page.total).toBe(6);
      pages.push(...page.assetIds);
    }
    expect(pages).toEqual(whole.assetIds);
  });
});

describe("merge, split and delete", () => {
  test("a merge takes the name of one of them or a new one, and the others are gone", async () => {
    const { core, ids } = await library();
    const { collections } = core.client;
    const make = async (name: string, rows: number[], isOwnInQdrant = false) =>
      (await collections.create({ name, assetIds: rows.map((row) => ids[row] as number), isOwnInQdrant }))
        .collection.collectionId;
    const [rome, naples, milan] = [
      await make("Rome", [0, 1]),
      await make("Naples", [1, 2], true),
      await make("Milan", [3]),
    ];
    await expect(collections.merge({ collectionIds: [rome, naples], name: "milan" })).rejects.toMatchObject({
      code: "COLLECTION_EXISTS",
    });
    await expect(collections.merge({ collectionIds: [rome, rome], name: "Twice" })).rejects.toMatchObject({
      code: "QUERY_INVALID",
    });
    await expect(collections.merge({ collectionIds: [rome, 99], name: "X" })).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
    const merged = await collections.merge({ collectionIds: [rome, naples], name: "NAPLES" });
    expect(merged.collection).toMatchObject({
      collectionId: naples,
      name: "NAPLES",
      photos: 3,
      isOwnInQdrant: true,
    });
    const all = await collections.merge({ collectionIds: [naples, milan], name: "Italy" });
    expect(all.collection).toMatchObject({ name: "Italy", photos: 4 });
    expect(await collections.list()).toHaveLength(1);
    await core.client.history.undo({});
    await core.client.history.undo({});
    expect((await collections.list()).map(({ name, photos }) => [name, photos])).toEqual([
      ["Milan", 1],
      ["Naples", 2],
      ["Rome", 2],
    ]);
  });

  test("a split takes photos along, and needs some that are in it", async () => {
    const { core, ids } = await library();
    const { collections } = core.client;
    const from = (await collections.create({ name: "All", assetIds: ids.slice(0, 4) })).collection
      .collectionId;
    const part = await collections.split({
      collectionId: from,
      photos: { assetIds: ids.slice(2) },
      name: "Part",
    });
    expect(part).toMatchObject({ photosChanged: 2, collection: { name: "Part", photos: 2 } });
    expect(await idsIn(core, from)).toEqual(ids.slice(0, 2));
    const none = { collectionId: from, photos: { assetIds: ids.slice(4) }, name: "None" };
    await expect(collections.split(none)).rejects.toMatchObject({ code: "QUERY_INVALID" });
    await expect(
      collections.split({ ...none, photos: { assetIds: ids.slice(0, 1) }, name: "part" }),
    ).rejects.toMatchObject({ code: "COLLECTION_EXISTS" });
    expect((await collections.list()).map(({ name }) => name)).toEqual(["All", "Part"]);
  });

  test("deleting one touches no file, no photo and no other collection", async () => {
    const { core, folder, ids } = await library();
    const { collections } = core.client;
    const one = (await collections.create({ name: "One", assetIds: ids })).collection.collectionId;
    const two = (await collections.create({ name: "Two", assetIds: ids })).collection.collectionId;
    const before = await readdir(folder, { recursive: true });
    await collections.delete({ collectionId: one });
    expect(await readdir(folder, { recursive: true })).toEqual(before);
    expect(await photoIds(core)).toEqual(ids);
    expect(await idsIn(core, two)).toEqual(ids);
    await expect(collections.delete({ collectionId: one })).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
    expect((await collections.create({ name: "Three" })).collection.collectionId).toBeGreaterThan(two);
  });
});

test("stats tell photos, files, dates, cameras, formats, vectors, copies in it and what is away", async () => {
  const folder = await temporaryDirectory();
  const picture = await jpeg(3, { width: 640, height: 480 });
  await put(join(folder, "one.jpg"), picture);
  await put(join(folder, "copy/one.jpg"), picture);
  await put(join(folder, "two.jpg"), await jpeg(4, { width: 300, height: 200 }));
  const core = await openCore();
  await index(core, folder);
  await core.compareAll();
  const { collectionId } = (await core.client.collections.create({ name: "All", directory: folder }))
    .collection;
  const stats = await core.client.collections.stats({ collectionId });
  expect(stats).toMatchObject({
    collection: { photos: 2 },
    files: 3,
    formats: [{ value: "jpeg", photos: 2 }],
    cameras: [{ value: "", photos: 2 }],
    vectors: [{ photos: 2 }],
    duplicates: 1,
    absent: 0,
  });
  expect(stats.collection.bytes).toBe((await core.client.library.stats()).bytes);
  expect(stats.firstTakenAt).not.toBeNull();
  expect((await core.client.collections.stats({ collectionId })).collection).toEqual(stats.collection);
});

test("what was done to collections stands in the history beside clean-ups, and the latest of all is undone first", async () => {
  const { core, ids } = await library();
  const { collections, history } = core.client;
  const { actionId } = await collections.create({ name: "A", assetIds: ids });
  const { collectionId } = (await collections.list())[0] ?? { collectionId: 0 };
  await collections.rename({ collectionId, name: "B" });
  expect(await history.list({})).toMatchObject([
    { kind: "collection", action: "renamed", title: "Renamed “A” to “B”", undoneAt: null },
    { kind: "collection", action: "created", title: "Created “A” with 6 photos" },
  ]);
  await expect(history.undo({ actionId: actionId ?? 0 })).rejects.toMatchObject({
    code: "ACTION_BURIED",
    message: expect.stringContaining("Renamed “A” to “B”"),
  });
  const undone = await history.undo({});
  expect(undone).toMatchObject({
    batchId: null,
    restored: 0,
    action: { title: "Undid: Renamed “A” to “B”" },
  });
  const redone = await history.undo({ actionId: undone.action?.actionId ?? 0 });
  expect(redone.action).toMatchObject({ action: "redone", title: "Redid: Renamed “A” to “B”" });
  expect(await collections.list()).toMatchObject([{ name: "B" }]);
  await history.undo({});
  await history.undo({});
  expect(await collections.list()).toEqual([]);
  await expect(history.undo({})).rejects.toMatchObject({ code: "ACTION_NOT_FOUND" });
  await expect(history.undo({ actionId: 4711 })).rejects.toMatchObject({ code: "ACTION_NOT_FOUND" });
  await expect(history.undo({ actionId: 1, batchId: 1 })).rejects.toMatchObject({ code: "QUERY_INVALID" });
});

test("a name that another collection took meanwhile is not taken from it by undoing", async () => {
  const core = await openCore();
  const { collections, history } = core.client;
  const { collectionId } = (await collections.create({ name: "Rome" })).collection;
  const renamed = await collections.rename({ collectionId, name: "Old Rome" });
  await collections.create({ name: "ROME" });
  await expect(history.undo({ actionId: renamed.actionId ?? 0 })).rejects.toMatchObject({
    code: "COLLECTION_EXISTS",
    message: expect.stringContaining("Rome"),
  });
  expect((await collections.list()).map(({ name }) => name)).toEqual(["Old Rome", "ROME"]);
});

test("pages are told that collections changed", async () => {
  const core = await openCore();
  const ending = new AbortController();
  const events = await core.client.library.events(undefined, { signal: ending.signal });
  const next = events.next();
  await core.client.collections.create({ name: "A" });
  expect((await next).value).toEqual({ type: "collections" });
  ending.abort();
});
