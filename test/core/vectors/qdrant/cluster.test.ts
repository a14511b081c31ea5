import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { z } from "zod";
import { parseQdrantAddress } from "../../../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../../../src/core/vectors/qdrant/connection.ts";
import { planSettingsOf } from "../../../../src/core/vectors/qdrant/plan-settings.ts";
import { QdrantPointStore } from "../../../../src/core/vectors/qdrant/point-store.ts";
import { type OwnQdrant, qdrantBinary, startQdrant } from "../../../helpers/own-qdrant.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { temporaryDirectory } from "../../../helpers/temporary.ts";
import { until } from "../../../helpers/until.ts";
import { clusteredVectors } from "../../../helpers/vectors.ts";

/** As compose.cluster.yaml has it. */
const environment = { SHOEBOX_QDRANT_SHARDS: "3", SHOEBOX_QDRANT_REPLICAS: "2" };
const apiKey = "a key of the cluster";
const collection = "shoebox-cluster";
const vectors = { name: "model", dimensions: 32 };
const library = { id: randomUUID(), name: "Photos", machine: "here" };

const clusterSchema = z.object({
  result: z.object({ peers: z.record(z.string(), z.unknown()) }),
});
const shard = z.object({ shard_id: z.number(), state: z.string() });
const shardsSchema = z.object({
  result: z.object({
    shard_count: z.number(),
    local_shards: z.array(shard),
    remote_shards: z.array(shard),
  }),
});

async function ask<Schema extends z.ZodType>(node: OwnQdrant, path: string, schema: Schema) {
  const answer = await fetch(node.url + path, { headers: { "api-key": apiKey } });
  return schema.parse(await answer.json()) as z.infer<Schema>;
}

async function startCluster(binary: string): Promise<[OwnQdrant, OwnQdrant, OwnQdrant]> {
  const directory = await temporaryDirectory();
  const node = async (name: string, cluster: { joins?: string }) => {
    const started = await startQdrant({ binary, directory: join(directory, name), apiKey, cluster });
    onTestFinished(() => started.kill());
    return started;
  };
  const first = await node("first", {});
  const joins = { joins: first.peerUri };
  const nodes: [OwnQdrant, OwnQdrant, OwnQdrant] = [
    first,
    await node("second", joins),
    await node("third", joins),
  ];
  await until(
    async () => Object.keys((await ask(first, "/cluster", clusterSchema)).result.peers).length === 3,
  );
  return nodes;
}

/** As a library reaches it: what fails while the nodes find out that one is gone is tried again. */
function storeAt(node: OwnQdrant): QdrantPointStore {
  const settings = planSettingsOf(environment);
  const caller = new QdrantConnection({ address: parseQdrantAddress(node.url), apiKey });
  onTestFinished(() => caller.close());
  return new QdrantPointStore({ caller, collection, library, settings });
}

/** Replicas of all shards, by state. */
async function replicasOf(node: OwnQdrant): Promise<string[]> {
  const { result } = await ask(node, `/collections/${collection}/cluster`, shardsSchema);
  return [...result.local_shards, ...result.remote_shards].map(({ state }) => state);
}

function pointsFrom(first: number, count: number) {
  const all = clusteredVectors({ count: first + count, dimensions: 32, clusters: 9, spread: 0.6, seed: 4 });
  return all.slice(first).map((vector, index) => ({
    facts: plainFacts(first + index),
    thumbnail: undefined,
    vectors: new Map([[vectors.name, vector]]),
  }));
}

const binary = qdrantBinary();

if (!binary) {
  it("NOT TESTED, for want of a Qdrant to start: a cluster with a node gone", () => {
    console.warn("NOT TESTED: SHOEBOX_QDRANT_BINARY names no Qdrant server: a cluster with a node gone");
  });
} else {
  it("a cluster of three with two replicas is made as configured, and goes on with any one of them killed", {
    timeout: 600_000,
  }, async () => {
    const [first, second, third] = await startCluster(binary);
    const store = storeAt(first);
    await store.open([vectors], 600);
    const before = pointsFrom(0, 400);
    await store.put(before);
    const { result } = await ask(first, `/collections/${collection}/cluster`, shardsSchema);
    expect(result.shard_count).toBe(3);
    expect(await replicasOf(first)).toHaveLength(6);

    await third.kill();
    const query = before[0]?.vectors.get(vectors.name) as Float32Array;
    const search = { vectors: vectors.name, query, limit: 400 };
    for (const node of [first, second]) {
      const found = await storeAt(node).search(search);
      expect(new Set(found.map(({ sha256 }) => sha256)).size).toBe(400);
    }
    const more = pointsFrom(400, 200);
    await store.put(more);
    await store.remove(before.slice(0, 50).map(({ facts }) => facts.sha256));
    expect(await storeAt(second).counts()).toEqual({ own: 550, all: 550 });

    await third.start();
    await until(async () => (await replicasOf(third)).every((state) => state === "Active"));
    const back = storeAt(third);
    expect(await back.counts()).toEqual({ own: 550, all: 550 });
    const kept = [...before.slice(50), ...more].map(({ facts }) => facts.sha256);
    const found = await back.search({ ...search, limit: 1000 });
    expect(found.map(({ sha256 }) => sha256).sort()).toEqual(kept.sort());

    // The one that the others joined, which led them so far.
    await first.kill();
    await storeAt(second).put(pointsFrom(600, 20));
    expect(await storeAt(third).counts()).toEqual({ own: 570, all: 570 });
  });
}
