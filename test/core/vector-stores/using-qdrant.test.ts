import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { setImmediate } from "node:timers/promises";
import { QdrantClient } from "@qdrant/js-client-rest";
import { expect, it } from "vitest";
import { index, openCore } from "../../helpers/core.ts";
import { testModels } from "../../helpers/model-folders.ts";
import { folderOf } from "../../helpers/photo-folder.ts";
import { findAll, idsOf, indexedLibrary, turnToQdrant } from "../../helpers/qdrant-library.ts";
import { describeOnQdrant } from "../../helpers/real-qdrant.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";

describeOnQdrant("changing over to Qdrant", ({ url, apiKey, freshCollection }) => {
  const client = new QdrantClient({ url, ...(apiKey && { apiKey }), checkCompatibility: false });

  it("leaves no search without its answer, and each store answers as the other does", async () => {
    const { core } = await indexedLibrary(60);
    const before = idsOf(await findAll(core));
    await core.client.vectors.use({ store: "qdrant", url, collection: freshCollection() });
    let hasSwitched = false;
    const switched = core.vectorsSwitched().then(() => {
      hasSwitched = true;
    });
    const answeredBy = new Set<string>();
    for (let more = 3; !hasSwitched || more > 0; more -= hasSwitched ? 1 : 0) {
      const answer = await findAll(core);
      expect(idsOf(answer)).toEqual(before);
      expect(answer.answeredBy?.isFallback).toBe(false);
      // Answers out of memory leave nobody else a turn.
      await setImmediate();
      answeredBy.add(answer.answeredBy?.store ?? "none");
    }
    await switched;
    expect([...answeredBy].at(-1)).toBe("qdrant");
  });

  it("can be called off, and taken up again", async () => {
    const { core } = await indexedLibrary(5);
    const collection = freshCollection();
    await core.client.vectors.use({ store: "qdrant", url, collection });
    const called = await core.client.vectors.cancelUse();
    expect(called).toMatchObject({ inUse: "embedded", wanted: null });
    expect((await findAll(core)).answeredBy?.store).toBe("embedded");
    expect((await turnToQdrant(core, { url, collection })).inUse).toBe("qdrant");
  });

  it("goes on in the next process where one ended on the way", async () => {
    const { core, libraryDirectory } = await indexedLibrary(30);
    const collection = freshCollection();
    await core.client.vectors.use({ store: "qdrant", url, collection });
    await core.close();
    const again = await openCore({ libraryDirectory });
    expect((await findAll(again)).results).toHaveLength(30);
    await again.vectorsSwitched();
    expect(await again.client.vectors.status()).toMatchObject({ inUse: "qdrant", wanted: null });
    expect((await client.count(collection, { exact: true })).count).toBe(30);
  });

  it("is refused for a collection of other vectors, and nothing is begun", async () => {
    const { core } = await indexedLibrary(3);
    const collection = freshCollection();
    await client.createCollection(collection, { vectors: { size: 4, distance: "Euclid" } });
    const use = core.client.vectors.use({ store: "qdrant", url, collection });
    await expect(use).rejects.toMatchObject({ code: "VECTOR_STORE_UNSUITABLE" });
    expect(await core.client.vectors.status()).toMatchObject({
      inUse: "embedded",
      wanted: null,
      qdrant: null,
    });
  });

  it("finds what differs, names it, and mends it", async () => {
    const { core } = await indexedLibrary(12);
    const collection = freshCollection();
    await turnToQdrant(core, { url, collection });
    expect(await core.client.vectors.verify({})).toMatchObject({
      store: "qdrant",
      photos: 12,
      stored: 12,
      missing: 0,
      unknown: 0,
      differing: 0,
      compared: 12,
      differences: [],
    });
    const { points } = await client.scroll(collection, { limit: 12, with_vector: true });
    const [lost, turned] = points;
    await client.delete(collection, { wait: true, points: [lost?.id as string] });
    const vector = turned?.vector as Record<string, number[]>;
    const backwards = Object.fromEntries(
      Object.entries(vector).map(([name, numbers]) => [name, numbers.map((number) => -number)]),
    );
    await client.updateVectors(collection, {
      wait: true,
      points: [{ id: turned?.id as string, vector: backwards }],
    });
    const check = await core.client.vectors.verify({});
    expect(check).toMatchObject({ stored: 11, missing: 1, unknown: 0, differing: 1, isRepaired: false });
    expect(check.differences.map(({ kind }) => kind)).toEqual(["missing", "differs"]);
    expect(check.differences.every(({ path }) => path?.endsWith(".jpg"))).toBe(true);
    expect(await core.client.vectors.verify({ repair: true })).toMatchObject({ isRepaired: true });
    expect(await core.client.vectors.verify({})).toMatchObject({ missing: 0, unknown: 0, differing: 0 });
  });

  it("finds points that are no photo's under the library's name, and takes them out", async () => {
    const { core } = await indexedLibrary(4);
    const collection = freshCollection();
    await turnToQdrant(core, { url, collection });
    const { points } = await client.scroll(collection, { limit: 1, with_payload: true, with_vector: true });
    const payload = points[0]?.payload ?? {};
    const vector = points[0]?.vector as Record<string, number[]>;
    const { sha256: _, ...nameless } = payload;
    await client.upsert(collection, {
      wait: true,
      points: [
        {
          id: "00000000-0000-8000-8000-000000000001",
          payload: { ...payload, sha256: "ab".repeat(32) },
          vector,
        },
        { id: "00000000-0000-8000-8000-000000000002", payload, vector },
        { id: 3, payload: nameless, vector },
        { id: 4, payload: { notes: "of another tool" }, vector },
      ],
    });
    expect(await core.client.vectors.verify({})).toMatchObject({ stored: 7, missing: 0, unknown: 3 });
    expect(await core.client.vectors.verify({ repair: true })).toMatchObject({ isRepaired: true });
    expect(await core.client.vectors.verify({})).toMatchObject({ stored: 4, missing: 0, unknown: 0 });
    expect((await client.count(collection, { exact: true })).count).toBe(5);
    expect((await findAll(core)).results).toHaveLength(4);
  });

  it("drops what is there only once it is not in use", async () => {
    const { core } = await indexedLibrary(4);
    const collection = freshCollection();
    await turnToQdrant(core, { url, collection });
    await expect(core.client.vectors.drop()).rejects.toMatchObject({ code: "VECTOR_STORE_IN_USE" });
    await core.client.vectors.use({ store: "embedded" });
    await core.vectorsSwitched();
    expect((await client.count(collection, { exact: true })).count).toBe(4);
    expect(await core.client.vectors.drop()).toMatchObject({ inUse: "embedded", qdrant: null });
    expect((await client.collectionExists(collection)).exists).toBe(false);
    expect((await findAll(core)).results).toHaveLength(4);
  });

  it("makes all of it anew when asked to", async () => {
    const { core } = await indexedLibrary(6);
    const collection = freshCollection();
    await turnToQdrant(core, { url, collection });
    const stampOf = async () =>
      (await client.scroll(collection, { limit: 1, with_payload: true })).points[0]?.payload?.stamp;
    const before = await stampOf();
    await core.client.vectors.rebuild();
    await core.sendAll();
    expect(await stampOf()).not.toBe(before);
    expect((await client.count(collection, { exact: true })).count).toBe(6);
  });

  it("writes a key into no catalog, log or answer", async () => {
    const secret = "a-key-that-nobody-may-see";
    const { core, libraryDirectory } = await indexedLibrary(3);
    const written: string[] = [];
    const keep = (text: string | Uint8Array) => {
      written.push(String(text));
      return true;
    };
    const [out, err] = [process.stdout.write, process.stderr.write];
    process.stdout.write = keep as typeof out;
    process.stderr.write = keep as typeof err;
    try {
      const collection = freshCollection();
      // A server without keys takes any.
      const used = await turnToQdrant(core, { url, collection, apiKey: secret });
      expect(JSON.stringify([used, await core.client.vectors.status()])).not.toContain(secret);
      expect(used.qdrant?.keyKeptIn).toBe("file");
      await core.close();
    } finally {
      process.stdout.write = out;
      process.stderr.write = err;
    }
    expect(written.join("")).not.toContain(secret);
    for (const name of await readdir(libraryDirectory, { recursive: true })) {
      if (name === "qdrant.key") continue;
      const bytes = await readFile(join(libraryDirectory, name)).catch(() => Buffer.alloc(0));
      expect(bytes.includes(secret), name).toBe(false);
    }
  });

  it("fills another model's vectors beside those in use, and switches without a gap", async () => {
    const models = await testModels("second");
    const libraryDirectory = await temporaryDirectory();
    const core = await openCore({ libraryDirectory, modelsDirectory: models.directory });
    await index(core, await folderOf(20));
    const collection = freshCollection();
    await turnToQdrant(core, { url, collection });
    await core.context.services.models.use("second");
    expect((await findAll(core)).results).toHaveLength(20);
    await core.switched();
    await core.sendAll();
    await core.switched();
    const answer = await findAll(core);
    expect(answer.model?.id).toBe("second");
    expect(answer.answeredBy).toMatchObject({ store: "qdrant", isFallback: false });
    expect(answer.results).toHaveLength(20);
    const { points } = await client.scroll(collection, { limit: 20, with_vector: true });
    expect(points.every(({ vector }) => Object.keys(vector ?? {}).length === 2)).toBe(true);
  });
});
