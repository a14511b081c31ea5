import { copyFile, rm } from "node:fs/promises";
import { hostname } from "node:os";
import { basename, join } from "node:path";
import { QdrantClient } from "@qdrant/js-client-rest";
import { expect, it } from "vitest";
import { index } from "../../helpers/core.ts";
import { findAll, idsOf, indexedLibrary, turnToQdrant } from "../../helpers/qdrant-library.ts";
import { describeOnQdrant } from "../../helpers/real-qdrant.ts";

describeOnQdrant("two libraries that share a collection of Qdrant", ({ url, apiKey, freshCollection }) => {
  const client = new QdrantClient({ url, ...(apiKey && { apiKey }), checkCompatibility: false });

  async function twoLibraries() {
    const collection = freshCollection();
    const ours = await indexedLibrary(8);
    // Its first three photos are the last three of the other one.
    const theirs = await indexedLibrary(8, { firstLook: 5 });
    await turnToQdrant(ours.core, { url, collection, apiKey });
    await turnToQdrant(theirs.core, { url, collection, apiKey });
    return { ours, theirs, collection };
  }

  it("each find the photos of both, once, and are told whose they are", async () => {
    const { ours, theirs, collection } = await twoLibraries();
    expect((await client.count(collection, { exact: true })).count).toBe(13);
    const answer = await findAll(ours.core);
    expect([answer.ranked, answer.results.length]).toEqual([13, 13]);
    const [own, others] = [
      answer.results.filter(({ owner }) => owner === null),
      answer.results.filter(({ owner }) => owner !== null),
    ];
    expect([own.length, others.length]).toEqual([8, 5]);
    for (const { assetId, owner, path } of others) {
      expect(assetId).toBeLessThan(0);
      expect(owner).toEqual({ library: basename(theirs.libraryDirectory), machine: hostname() });
      expect(path.startsWith(theirs.folder)).toBe(true);
    }
    expect(own.every(({ assetId, path }) => assetId > 0 && path.startsWith(ours.folder))).toBe(true);
    // The same pictures in the same order, whoever asks.
    const asked = await findAll(theirs.core);
    expect(asked.results.map(({ score }) => score?.toFixed(3))).toEqual(
      answer.results.map(({ score }) => score?.toFixed(3)),
    );
  });

  it("can show each other's photos as thumbnails, and nothing more of them", async () => {
    const { ours } = await twoLibraries();
    const other = (await findAll(ours.core)).results.find(({ assetId }) => assetId < 0)?.assetId as number;
    const thumbnail = await ours.core.media("thumbnail", other);
    expect(thumbnail).toMatchObject({ contentType: "image/webp" });
    const { body } = thumbnail as { body: Uint8Array };
    expect(Buffer.from(body).toString("latin1", 8, 12)).toBe("WEBP");
    expect(await ours.core.media("preview", other)).toBeUndefined();
    expect(await ours.core.media("original", other)).toBeUndefined();
    expect(await ours.core.media("thumbnail", -4711)).toBeUndefined();
  });

  it("lose nothing when the other's photos go", async () => {
    const { ours, theirs, collection } = await twoLibraries();
    // One that both have, and one that only they have.
    for (const name of ["0.jpg", "7.jpg"]) await rm(join(theirs.folder, name));
    await index(theirs.core, theirs.folder);
    await theirs.core.sendAll();
    expect((await client.count(collection, { exact: true })).count).toBe(12);
    const answer = await findAll(ours.core);
    expect(answer.results.filter(({ owner }) => owner === null)).toHaveLength(8);
    await theirs.core.client.vectors.use({ store: "embedded" });
    await theirs.core.vectorsSwitched();
    await theirs.core.client.vectors.drop();
    expect((await client.count(collection, { exact: true })).count).toBe(8);
    expect(idsOf(await findAll(ours.core)).every((assetId) => assetId > 0)).toBe(true);
    expect(await ours.core.client.vectors.verify({})).toMatchObject({
      stored: 8,
      missing: 0,
      unknown: 0,
      differing: 0,
    });
  });

  it("see a photo that comes to the other as its own, once it has it too", async () => {
    const { ours, theirs } = await twoLibraries();
    await copyFile(join(theirs.folder, "7.jpg"), join(ours.folder, "copied.jpg"));
    await index(ours.core, ours.folder);
    await ours.core.sendAll();
    const answer = await findAll(ours.core);
    expect(answer.results).toHaveLength(13);
    expect(answer.results.filter(({ owner }) => owner === null)).toHaveLength(9);
  });
});

describeOnQdrant("a collection of its own in Qdrant", ({ url, apiKey, freshCollection }) => {
  const client = new QdrantClient({ url, ...(apiKey && { apiKey }), checkCompatibility: false });
  const ownCollections = async (main: string) => {
    const { collections } = await client.getCollections();
    return collections.map(({ name }) => name).filter((name) => name.startsWith(`${main}.`));
  };

  it("is another one for each of the libraries that share a server's collection", async () => {
    const collection = freshCollection();
    const ours = await indexedLibrary(4);
    const theirs = await indexedLibrary(4, { firstLook: 4 });
    for (const [{ core }, photos] of [[ours, 1] as const, [theirs, 3] as const]) {
      await turnToQdrant(core, { url, collection, apiKey });
      const assetIds = (await findAll(core)).results
        .filter(({ owner }) => owner === null)
        .map(({ assetId }) => assetId)
        .slice(0, photos);
      await core.client.collections.create({ name: "Italy", assetIds, isOwnInQdrant: true });
      await core.sendAll();
    }
    const counts = (await ownCollections(collection)).map((name) => client.count(name, { exact: true }));
    expect((await Promise.all(counts)).map(({ count }) => count).sort()).toEqual([1, 3]);
  });

  it("holds the photos of the collection as they come and go, and goes with it", async () => {
    const collection = freshCollection();
    const { core } = await indexedLibrary(10);
    await turnToQdrant(core, { url, collection, apiKey });
    const [first, second, third] = idsOf(await findAll(core)) as [number, number, number];
    const made = await core.client.collections.create({
      name: "Italy",
      assetIds: [first, second],
      isOwnInQdrant: true,
    });
    const { collectionId } = made.collection;
    await core.sendAll();
    const own = (await ownCollections(collection)).at(0) as string;
    expect(own.endsWith(`.collection-${collectionId}`)).toBe(true);
    const count = async () => (await client.count(own, { exact: true })).count;
    expect(await count()).toBe(2);
    await core.client.collections.addPhotos({ collectionId, photos: { assetIds: [third] } });
    await core.sendAll();
    expect(await count()).toBe(3);
    await core.client.collections.removePhotos({ collectionId, photos: { assetIds: [first, second] } });
    await core.sendAll();
    expect(await count()).toBe(1);
    expect((await client.count(collection, { exact: true })).count).toBe(10);
    await core.client.collections.delete({ collectionId });
    await core.sendAll();
    expect((await client.collectionExists(own)).exists).toBe(false);
    expect((await client.count(collection, { exact: true })).count).toBe(10);
  });
});
