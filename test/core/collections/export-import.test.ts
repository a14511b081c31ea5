import { createReadStream } from "node:fs";
import { copyFile, mkdir, readdir, readFile, symlink, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import sharp from "sharp";
import { describe, expect, test } from "vitest";
import type { Core } from "../../../src/core/index.ts";
import { index, openCore } from "../../helpers/core.ts";
import { mounted } from "../../helpers/mounted.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { photoIds } from "../../helpers/photo-ids.ts";
import { turnToQdrant } from "../../helpers/qdrant-library.ts";
import { describeOnQdrant } from "../../helpers/real-qdrant.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

interface Line {
  shoebox?: { collection: string; points: number; vectors: { name: string; dimensions: number }[] };
  id?: string;
  vector?: Record<string, number[]>;
  payload?: { sha256: string; thumbnail?: string; collections?: string[]; path?: string[] };
}

async function linesOf(path: string): Promise<Line[]> {
  const lines: Line[] = [];
  for await (const line of createInterface({ input: createReadStream(path) })) lines.push(JSON.parse(line));
  return lines;
}

/** A library of some photos, all of them in a collection. */
async function collected(count: number, name = "Rome") {
  const core = await openCore();
  const folder = await folderOf(count);
  await index(core, folder);
  const assetIds = await photoIds(core);
  const { collection } = await core.client.collections.create({ name, assetIds });
  const directory = await temporaryDirectory();
  return {
    core,
    folder,
    collectionId: collection.collectionId,
    directory,
    path: join(directory, "rome.jsonl"),
  };
}

const namesOf = async (core: Core) => (await core.client.collections.list()).map(({ name }) => name);

describe("lines of JSON", () => {
  test("are a header and a point for each photo: id, vectors, payload and a thumbnail of 200 pixels", async () => {
    const { core, collectionId, path } = await collected(3);
    const outcome = await core.client.collections.export({ collectionId, path });
    expect(outcome).toMatchObject({ path, format: "jsonl", photos: 3, vectors: 3 });
    expect((await readFile(path)).length).toBe(outcome.bytes);
    const [header, ...points] = await linesOf(path);
    expect(header).toMatchObject({
      shoebox: { format: "collection", app: "Shoebox", collection: "Rome", points: 3 },
    });
    const vector = header?.shoebox?.vectors[0] ?? { name: "", dimensions: 0 };
    for (const point of points) {
      expect(point.id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
      const values = point.vector?.[vector.name] ?? [];
      expect(values).toHaveLength(vector.dimensions);
      expect(Math.hypot(...values)).toBeCloseTo(1, 2);
      expect(point.payload?.collections).toEqual(["Rome"]);
      const thumbnail = await sharp(Buffer.from(point.payload?.thumbnail ?? "", "base64")).metadata();
      expect(thumbnail).toMatchObject({ format: "webp" });
      expect(Math.max(thumbnail.width, thumbnail.height)).toBeLessThanOrEqual(200);
    }
    expect(new Set(points.map(({ payload }) => payload?.sha256)).size).toBe(3);
  });

  test("carry vectors to the last of their 16 bits", async () => {
    const { core, collectionId, path } = await collected(2);
    await core.client.collections.export({ collectionId, path });
    const { catalog } = core.context.services;
    for (const { vector, payload } of (await linesOf(path)).slice(1)) {
      const assetId = catalog.assets.idOf(Buffer.from(payload?.sha256 ?? "", "hex")) ?? 0;
      const kept = catalog.vectors.allOf(assetId)[0]?.vector ?? Buffer.of();
      const values = Object.values(vector ?? {})[0] ?? [];
      expect(Buffer.from(new Float16Array(values).buffer).equals(kept)).toBe(true);
    }
  });

  test("make the same collection again, here under another name and in a library that has none of its photos", async () => {
    const { core, folder, collectionId, path } = await collected(4);
    await core.client.collections.export({ collectionId, path });
    await expect(core.client.collections.import({ path })).rejects.toMatchObject({
      code: "COLLECTION_EXISTS",
    });
    const again = await core.client.collections.import({ path, name: "Again" });
    expect(again).toMatchObject({
      known: 4,
      unknown: 0,
      photosChanged: 4,
      collection: { name: "Again", photos: 4 },
    });
    const other = await openCore();
    const there = await other.client.collections.import({ path });
    expect(there).toMatchObject({ known: 0, unknown: 4, collection: { name: "Rome", photos: 0 } });
    const absent = join(path, "../absent.jsonl");
    const { collectionId: thereId } = there.collection;
    expect(await other.client.collections.export({ collectionId: thereId, path: absent })).toMatchObject({
      photos: 4,
      vectors: 0,
    });
    const points = (await linesOf(absent)).slice(1);
    expect(points.map(({ vector }) => vector)).toEqual([{}, {}, {}, {}]);
    await index(other, folder);
    expect((await other.client.collections.list())[0]).toMatchObject({ photos: 4 });
    const { action } = await other.client.history.undo({});
    expect(action?.title).toBe("Undid: Imported “Rome” with 4 photos");
    expect(await namesOf(other)).toEqual([]);
  });

  test("of an empty collection are a header, and come back as an empty one", async () => {
    const core = await openCore();
    const { collectionId } = (await core.client.collections.create({ name: "Empty" })).collection;
    const path = join(await temporaryDirectory(), "empty.jsonl");
    expect(await core.client.collections.export({ collectionId, path })).toMatchObject({ photos: 0 });
    expect(await core.client.collections.import({ path, name: "B" })).toMatchObject({ known: 0, unknown: 0 });
  });

  test("of other programs are taken by their payload.sha256, with blank lines, a mark of UTF-8 and endings of Windows", async () => {
    const core = await openCore();
    const path = join(await temporaryDirectory(), "From elsewhere.ndjson");
    const line = (sha256: string) => JSON.stringify({ id: 1, payload: { sha256, mine: true } });
    const lines = [line("ab".repeat(32)), "", line("AB".repeat(32)), line("cd".repeat(32)), "  "];
    await writeFile(path, `\ufeff${lines.join("\r\n")}`);
    expect(await core.client.collections.import({ path })).toMatchObject({
      unknown: 2,
      collection: { name: "From elsewhere" },
    });
  });
});

describe("a file that is no export", () => {
  test.each([
    ["a broken line", (good: string) => `${good}\n{"payload": `, /Line 2 is no JSON/],
    ["no point", (good: string) => `${good}\n${good}\n[1, 2]`, /Line 3 is no point/],
    ["no content", (good: string) => `${good}\n{"id": 1, "payload": {}}`, /Line 2 is no point/],
    ["a wrong content", (_: string) => '{"payload": {"sha256": "ab"}}', /Line 1 has a payload.sha256/],
    ["nothing", (_: string) => "\n \n", /is empty/],
    ["a later version", (_: string) => header({ version: 99 }), /newer Shoebox/],
    ["a wrong header", (_: string) => header({ points: -1 }), /is none/],
    ["fewer points than it says", (good: string) => `${header({ points: 2 })}\n${good}`, /not whole/],
    ["a name that cannot be one", (_: string) => header({ collection: "a/b" }), /no slash/],
  ])("%s is said with its line, and nothing is imported", async (_, contentsOf, words) => {
    const core = await openCore();
    const path = join(await temporaryDirectory(), "points.jsonl");
    await writeFile(path, contentsOf(JSON.stringify({ id: 1, payload: { sha256: "ab".repeat(32) } })));
    await expect(core.client.collections.import({ path })).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringMatching(words),
    });
    expect(await namesOf(core)).toEqual([]);
    expect(await core.client.history.list({})).toEqual([]);
  });

  test("a picture, a folder, a line without an end and no file at all are said", async () => {
    const core = await openCore();
    const directory = await temporaryDirectory();
    const long = join(directory, "long.jsonl");
    await writeFile(long, "[");
    await truncate(long, 40 * 1024 * 1024);
    for (const [path, words] of [
      [join(await folderOf(1), "0.jpg"), /Line 1/],
      [directory, /is a folder/],
      [join(directory, "none.jsonl"), /no file/],
      [long, /too long/],
    ] as const) {
      await expect(core.client.collections.import({ path })).rejects.toMatchObject({
        code: "QUERY_INVALID",
        message: expect.stringMatching(words),
      });
    }
  });

  function header(changes: object): string {
    return JSON.stringify({
      shoebox: { format: "collection", version: 1, collection: "A", points: 0, ...changes },
    });
  }
});

describe("where an export goes", () => {
  test("a file that lies there stays, and even when asked nothing but an earlier export is replaced", async () => {
    const { core, folder, collectionId, directory, path } = await collected(2);
    const picture = join(directory, "photo.jpg");
    await copyFile(join(folder, "0.jpg"), picture);
    const before = await readFile(picture);
    const attempt = (to: string, isOverwriting: boolean) =>
      core.client.collections.export({ collectionId, path: to, isOverwriting });
    for (const isOverwriting of [false, true])
      await expect(attempt(picture, isOverwriting)).rejects.toMatchObject({ code: "PATH_TAKEN" });
    expect(await readFile(picture)).toEqual(before);
    await attempt(path, false);
    await expect(attempt(path, false)).rejects.toMatchObject({ code: "PATH_TAKEN" });
    await attempt(path, true);
    const link = join(directory, "link.jsonl");
    await symlink(path, link);
    await expect(attempt(link, true)).rejects.toMatchObject({ code: "PATH_TAKEN" });
    expect((await readdir(directory)).sort()).toEqual(["link.jsonl", "photo.jpg", "rome.jsonl"]);
  });

  test("no folder, a folder, the library's own folder and a wrong collection are said", async () => {
    const { core, collectionId, directory, path } = await collected(1);
    const { libraryDirectory } = await core.client.library.stats();
    for (const [to, code] of [
      [join(directory, "none", "a.jsonl"), "DIR_NOT_FOUND"],
      [directory, "QUERY_INVALID"],
      [join(libraryDirectory, "catalog.sqlite"), "QUERY_INVALID"],
      [join(libraryDirectory, "new.jsonl"), "QUERY_INVALID"],
      [join(directory, "x".repeat(300)), "PATH_TOO_LONG"],
    ] as const) {
      await expect(core.client.collections.export({ collectionId, path: to })).rejects.toMatchObject({
        code,
      });
    }
    await expect(core.client.collections.export({ collectionId: 99, path })).rejects.toMatchObject({
      code: "COLLECTION_NOT_FOUND",
    });
    expect(await readdir(directory)).toEqual([]);
  });

  test("a disk that runs full leaves nothing behind, and says so", async ({ skip }) => {
    const { core, collectionId, directory } = await collected(40);
    const small = join(directory, "small");
    await mkdir(small);
    const isMounted = await mounted(small, "-t", "tmpfs", "-o", "size=64k", "tmpfs");
    if (!isMounted) skip();
    const path = join(small, "rome.jsonl");
    await expect(core.client.collections.export({ collectionId, path })).rejects.toMatchObject({
      code: "DISK_FULL",
      message: expect.stringContaining("rome.jsonl"),
    });
    expect(await readdir(small)).toEqual([]);
    expect(await core.client.collections.exporting()).toEqual([]);
  });

  test("whoever stops it finds nothing there", async () => {
    const { core, collectionId, directory, path } = await collected(30);
    const stopping = new AbortController();
    const exporting = core.client.collections.export({ collectionId, path }, { signal: stopping.signal });
    stopping.abort(new Error("stopped"));
    await expect(exporting).rejects.toThrow();
    await expect.poll(() => core.client.collections.exporting()).toEqual([]);
    expect(await readdir(directory)).toEqual([]);
  });
});

describeOnQdrant("a real Qdrant takes an export", (qdrant) => {
  test("as it is, by a plain upsert of its lines", async () => {
    const { core, collectionId, path } = await collected(5);
    await core.client.collections.export({ collectionId, path });
    const [header, ...points] = await linesOf(path);
    const headers = {
      "Content-Type": "application/json",
      ...(qdrant.apiKey && { "api-key": qdrant.apiKey }),
    };
    const collection = `${qdrant.url}/collections/${qdrant.freshCollection()}`;
    const put = async (address: string, body: object) =>
      (await fetch(address, { method: "PUT", headers, body: JSON.stringify(body) })).json();
    const vectors = (header?.shoebox?.vectors ?? []).map(({ name, dimensions: size }) => [
      name,
      { size, distance: "Cosine" },
    ]);
    expect(await put(collection, { vectors: Object.fromEntries(vectors) })).toMatchObject({ result: true });
    expect(await put(`${collection}/points?wait=true`, { points })).toMatchObject({ status: "ok" });
    const stored = await fetch(`${collection}/points`, {
      method: "POST",
      headers,
      body: JSON.stringify({ ids: [points[0]?.id], with_payload: true }),
    });
    expect(await stored.json()).toMatchObject({
      result: [{ payload: { sha256: points[0]?.payload?.sha256 } }],
    });
  });

  test("and gives a snapshot of a collection of its own, which makes the same one again", async () => {
    const { core, collectionId, directory } = await collected(4);
    await turnToQdrant(core, { url: qdrant.url, collection: qdrant.freshCollection() });
    const path = join(directory, "rome.snapshot");
    const wanted = { collectionId, path, format: "snapshot" } as const;
    await expect(core.client.collections.export(wanted)).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringContaining("no collection of its own"),
    });
    await core.client.collections.setOwnInQdrant({ collectionId, isOwnInQdrant: true });
    const outcome = await core.client.collections.export(wanted);
    expect(outcome).toMatchObject({ format: "snapshot", photos: 4, vectors: 4 });
    expect((await readFile(path)).length).toBe(outcome.bytes);
    const again = await core.client.collections.import({ path, name: "Again" });
    expect(again).toMatchObject({ known: 4, unknown: 0, collection: { photos: 4 } });
    const without = await openCore();
    await expect(without.client.collections.import({ path })).rejects.toMatchObject({
      code: "QUERY_INVALID",
      message: expect.stringContaining("no server is in use"),
    });
  });
});
