import { randomUUID } from "node:crypto";
import { expect, it, onTestFinished } from "vitest";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { QdrantPointStore } from "../../../../src/core/vectors/qdrant/point-store.ts";
import {
  answering,
  cuttingAfter,
  delayedBy,
  hungUpOn,
  letThrough,
  losingTheAnswer,
  startFaultProxy,
  truncatedTo,
} from "../../../helpers/fault-proxy.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { describeOnQdrant } from "../../../helpers/real-qdrant.ts";
import { clusteredVectors } from "../../../helpers/vectors.ts";
import { pointOf, vectors } from "./stores.ts";

const faults = [
  delayedBy(20),
  hungUpOn,
  losingTheAnswer,
  cuttingAfter(20),
  truncatedTo(15),
  answering(429, { "retry-after": "0" }),
  answering(500),
  answering(503),
];

const pool = clusteredVectors({
  count: 30,
  dimensions: vectors.dimensions,
  clusters: 3,
  spread: 0.6,
  seed: 2,
});
const photosOf = (from: number, to: number, rating: number) =>
  Array.from({ length: to - from }, (_, index) =>
    pointOf(plainFacts(from + index, { rating }), pool[(from + index) % pool.length] as Float32Array),
  );
const shaOf = (photos: ReturnType<typeof photosOf>) => photos.map(({ facts }) => facts.sha256);

describeOnQdrant("photos on a bad line to Qdrant", ({ url, apiKey, freshCollection }) => {
  /** @param seed in which order faults come; undefined: none come */
  async function storeOnABadLine(collection: string, seed?: number) {
    const proxy = await startFaultProxy(url);
    const faultAt = (index: number) =>
      index % 2 === 0 ? letThrough : (faults[(index * 3 + (seed ?? 0)) % faults.length] ?? letThrough);
    if (seed !== undefined) proxy.next(...Array.from({ length: 600 }, (_, index) => faultAt(index)));
    const connection = new QdrantConnection({
      address: parseQdrantAddress(proxy.address),
      apiKey,
      patience: { backoffMillis: 1, ...(seed === undefined ? {} : { tries: 40, failuresUntilAway: 1000 }) },
    });
    onTestFinished(() => connection.close());
    const library = { id: randomUUID(), name: "A library", machine: "a machine" };
    return { store: new QdrantPointStore({ caller: connection, collection, library }), proxy, connection };
  }

  it("are all there in the end, each once, whatever was cut, lost or refused while two libraries wrote", async () => {
    const collection = freshCollection();
    const [{ store: ada }, { store: bob }] = await Promise.all([
      storeOnABadLine(collection, 1),
      storeOnABadLine(collection, 4),
    ]);
    await Promise.all([ada.open([vectors], 100), bob.open([vectors], 100)]);
    const [adas, bobs] = [photosOf(0, 90, 1), photosOf(30, 120, 5)];
    const halves = [0, 45].map((start) => [start, start + 45] as const);
    const stamps = await Promise.all([
      ...halves.map(([from, to]) => ada.put(adas.slice(from, to))),
      ...halves.map(([from, to]) => bob.put(bobs.slice(from, to))),
    ]);
    expect(await ada.counts()).toEqual({ own: 90, all: 120 });
    expect(await bob.counts()).toEqual({ own: 90, all: 120 });
    expect(await ada.stampsOf(shaOf(adas))).toEqual(new Map(stamps.slice(0, 2).flatMap((each) => [...each])));
    expect(await bob.stampsOf(shaOf(bobs))).toEqual(new Map(stamps.slice(2).flatMap((each) => [...each])));
    await Promise.all([ada.remove(shaOf(adas).slice(0, 60)), bob.remove(shaOf(bobs).slice(0, 30))]);
    expect(await ada.counts()).toEqual({ own: 30, all: 60 });
    const own: string[] = [];
    for await (const sha256s of ada.identities()) own.push(...sha256s);
    expect(own.sort()).toEqual(shaOf(adas).slice(60).sort());
    await ada.drop();
    expect(await bob.counts()).toEqual({ own: 60, all: 60 });
  });

  it("end in words when nobody is there, and go on when the server is back", async () => {
    const { store, proxy, connection } = await storeOnABadLine(freshCollection());
    await store.open([vectors], 100);
    await proxy.goAway();
    const away = { code: "VECTOR_STORE_UNREACHABLE" };
    await expect(store.put(photosOf(0, 3, 1))).rejects.toMatchObject(away);
    await expect(store.counts()).rejects.toMatchObject(away);
    await proxy.comeBack();
    await connection.probeNow();
    await store.put(photosOf(0, 3, 1));
    expect(await store.counts()).toEqual({ own: 3, all: 3 });
  });

  it("are refused in words where the collection was deleted meanwhile, and where a key may not write", async () => {
    const collection = freshCollection();
    const { store, connection } = await storeOnABadLine(collection);
    await store.open([vectors], 100);
    const request = { what: "deleting it", isWrite: true };
    await connection.call(request, (client) => client.deleteCollection(collection));
    await expect(store.put(photosOf(0, 3, 1))).rejects.toMatchObject({
      code: "VECTOR_STORE_UNSUITABLE",
      message: `The collection "${collection}" is not there any more: somebody deleted it.`,
    });
    const { store: refused, proxy } = await storeOnABadLine(collection);
    proxy.only = ({ method }) => method === "PUT";
    proxy.always = answering(403);
    await expect(refused.open([vectors], 100)).rejects.toMatchObject({ code: "VECTOR_STORE_KEY_REFUSED" });
  });
});
