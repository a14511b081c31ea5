import { randomUUID } from "node:crypto";
import { createWriteStream, openAsBlob } from "node:fs";
import { truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { QdrantClient } from "@qdrant/js-client-rest";
import { expect, onTestFinished, test } from "vitest";
import { CollectionSnapshots } from "../../../src/core/vector-stores/collection-snapshots.ts";
import { ownCollectionName } from "../../../src/core/vector-stores/own-collections.ts";
import { parseQdrantAddress } from "../../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../../src/core/vectors/qdrant/connection.ts";
import { plainFacts } from "../../helpers/plain-facts.ts";
import { describeOnQdrant, type RealQdrant } from "../../helpers/real-qdrant.ts";
import { temporaryDirectory } from "../../helpers/temporary.ts";
import { clusteredVectors } from "../../helpers/vectors.ts";
import { pointOf, storeOf, vectors } from "../vectors/qdrant/stores.ts";

/** A library's collection with three photos that is one of its own on the server. */
async function ownCollection(qdrant: RealQdrant) {
  const main = qdrant.freshCollection();
  const place = { main, libraryId: randomUUID() };
  const collection = ownCollectionName(place, 1);
  const store = storeOf(qdrant, collection);
  await store.open([vectors], 3);
  const { dimensions } = vectors;
  const three = clusteredVectors({ count: 3, dimensions, clusters: 3, spread: 0.5, seed: 1 });
  const sha256s = ["aa", "bb", "cc"].map((byte) => byte.repeat(32));
  await store.put(
    sha256s.map((sha256, at) => pointOf(plainFacts(at, { sha256 }), three[at] as Float32Array)),
  );
  const address = parseQdrantAddress(qdrant.url);
  const connection = new QdrantConnection({ address, apiKey: qdrant.apiKey });
  onTestFinished(() => connection.close());
  const snapshots = new CollectionSnapshots(connection, place);
  const client = new QdrantClient({
    url: qdrant.url,
    checkCompatibility: false,
    ...(qdrant.apiKey && { apiKey: qdrant.apiKey }),
  });
  return { main, collection, sha256s, snapshots, client, connection };
}

async function contentsIn(snapshots: CollectionSnapshots, path: string): Promise<unknown[]> {
  const contents: unknown[] = [];
  for await (const some of snapshots.contentsIn(path)) contents.push(...some);
  return contents.sort();
}

describeOnQdrant("snapshots of collections", (qdrant) => {
  test("are what a plain upload takes, are read back, and leave nothing on the server", async () => {
    const { main, collection, sha256s, snapshots, client } = await ownCollection(qdrant);
    const path = join(await temporaryDirectory(), "rome.snapshot");
    await pipeline(Readable.from(snapshots.bytesOf(1)), createWriteStream(path));
    expect(await client.listSnapshots(collection)).toEqual([]);

    const copy = qdrant.freshCollection();
    const form = new FormData();
    form.append("snapshot", await openAsBlob(path));
    const headers: Record<string, string> = qdrant.apiKey ? { "api-key": qdrant.apiKey } : {};
    const upload = `${qdrant.url}/collections/${copy}/snapshots/upload?wait=true`;
    expect((await fetch(upload, { method: "POST", body: form, headers })).status).toBe(200);
    expect(await client.count(copy)).toEqual({ count: 3 });

    expect(await contentsIn(snapshots, path)).toEqual(sha256s);
    const { collections } = await client.getCollections();
    const left = collections.map(({ name }) => name).filter((name) => name.startsWith(main));
    expect(left).toEqual([collection]);
  });

  test("that are none, or were cut off, are refused in words, and leave nothing on the server", async () => {
    const { main, collection, snapshots, client } = await ownCollection(qdrant);
    const directory = await temporaryDirectory();
    const cut = join(directory, "cut.snapshot");
    await pipeline(Readable.from(snapshots.bytesOf(1)), createWriteStream(cut));
    await truncate(cut, 4000);
    const none = join(directory, "none.snapshot");
    await writeFile(none, "This is a letter.");
    for (const path of [cut, none]) {
      await expect(contentsIn(snapshots, path)).rejects.toMatchObject({
        code: expect.stringMatching(/^VECTOR_STORE_/),
        message: expect.stringContaining("snapshot"),
      });
    }
    const { collections } = await client.getCollections();
    expect(collections.map(({ name }) => name).filter((name) => name.startsWith(main))).toEqual([collection]);
  });

  test("of a collection that is not there are refused in words", async () => {
    const { snapshots } = await ownCollection(qdrant);
    await expect(snapshots.bytesOf(2).next()).rejects.toMatchObject({
      code: expect.stringMatching(/^VECTOR_STORE_/),
    });
  });
});
