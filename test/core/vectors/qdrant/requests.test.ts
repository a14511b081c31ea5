import * as fc from "fast-check";
import { afterEach, expect, it, vi } from "vitest";
import type { PhotoPoint } from "../../../../src/core/vectors/point-store.ts";
import { copyOf } from "../../../../src/core/vectors/qdrant/copy.ts";
import { mergeCopies } from "../../../../src/core/vectors/qdrant/merge-copies.ts";
import { pointIdOf } from "../../../../src/core/vectors/qdrant/point-id.ts";
import { photoFilters, photosFacts } from "../../../helpers/photo-facts.ts";
import { plainFacts } from "../../../helpers/plain-facts.ts";
import { faultsOf, operationIdOf, type RecordedRequest } from "../../../helpers/qdrant-openapi.ts";
import { type Acknowledgements, recordQdrant } from "../../../helpers/recorded-qdrant.ts";
import { storeOf, vectors } from "./stores.ts";

const nowhere = { url: "http://127.0.0.1:6333", apiKey: undefined, freshCollection: () => "photos" };
const vector = Float32Array.from({ length: 16 }, () => 0.25);
const done = { operation_id: 1, status: "completed" };

const pointsOf = (facts: readonly PhotoPoint["facts"][]): PhotoPoint[] =>
  facts.map((each) => ({
    facts: each,
    thumbnail: Buffer.from("webp"),
    vectors: new Map([[vectors.name, vector]]),
  }));

/** Of a collection that is as it was made: nothing in it, or what a test says. */
function acknowledgements(more: Acknowledgements = {}): Acknowledgements {
  let exists = false;
  let params = {};
  return {
    create_collection: ({ body }) => {
      exists = true;
      params = (body as { vectors: object }).vectors;
      return true;
    },
    collection_exists: () => ({ exists }),
    get_collection: () => ({
      status: "green",
      segments_count: 1,
      points_count: 0,
      config: { params: { vectors: params }, metadata: { app: "shoebox", schema: 1 } },
      payload_schema: {},
    }),
    update_collection: () => true,
    delete_collection: () => true,
    create_field_index: () => done,
    create_vector_name: ({ body, url }) => {
      const name = decodeURIComponent(url.pathname.split("/").at(-1) as string);
      params = { ...params, [name]: (body as { dense: object }).dense };
      return done;
    },
    upsert_points: () => done,
    delete_points: () => done,
    get_points: () => [],
    count_points: () => ({ count: 0 }),
    query_points: () => ({ points: [] }),
    // Whatever was just written is there.
    scroll_points: ({ body }) => ({ points: idsIn(body).map((id) => ({ id })), next_page_offset: null }),
    ...more,
  };
}

function idsIn(body: unknown): string[] {
  const { filter } = body as { filter: { must: { has_id?: string[] }[] } };
  return filter.must.flatMap(({ has_id }) => has_id ?? []);
}

function expectTaken(requests: readonly RecordedRequest[], operations: readonly string[]): void {
  for (const request of requests) expect(faultsOf(request), JSON.stringify(request.body)).toEqual([]);
  const made = requests.map(operationIdOf).filter((each, index, all) => each !== all[index - 1]);
  expect(made).toEqual(operations);
}

afterEach(() => {
  vi.unstubAllGlobals();
});

it("makes a collection, its vectors and its indexes by requests that Qdrant takes", async () => {
  const requests = recordQdrant(acknowledgements());
  const settings = { shards: 6, replicas: 2, writeConsistency: 2, quantization: "binary" as const };
  const store = storeOf(nowhere, "photos of Ünal & Söhne", { settings });
  await store.open([vectors], 10);
  expectTaken(requests, [
    "collection_exists",
    "create_collection",
    "collection_exists",
    "get_collection",
    "create_field_index",
    "collection_exists",
    "get_collection",
  ]);
  expect(requests[1]?.body).toMatchObject({
    shard_number: 6,
    replication_factor: 2,
    write_consistency_factor: 2,
    on_disk_payload: true,
    vectors: { model: { quantization_config: { binary: { always_ram: true } } } },
  });
  expect(requests[1]?.url.pathname).toBe("/collections/photos%20of%20%C3%9Cnal%20%26%20S%C3%B6hne");
});

it("adds vectors and quantizes them by requests that Qdrant takes", async () => {
  const canned = acknowledgements();
  recordQdrant(canned);
  await storeOf(nowhere, "photos").open([vectors], 10);
  const requests = recordQdrant(canned);
  await storeOf(nowhere, "photos").open([vectors, { name: "second", dimensions: 4 }], 1_000_000);
  for (const request of requests) expect(faultsOf(request)).toEqual([]);
  const changes = requests.filter(({ method }) => method === "PATCH" || method === "PUT");
  expect(changes.map(operationIdOf).filter((name) => name !== "create_field_index")).toEqual([
    "create_vector_name",
    "update_collection",
    "update_collection",
    "update_collection",
  ]);
});

it("puts photos in that are new, and only where nobody was quicker", async () => {
  const requests = recordQdrant(acknowledgements());
  await fc.assert(
    fc.asyncProperty(photosFacts({ minLength: 1, maxLength: 10 }), async (facts) => {
      requests.length = 0;
      const stamps = await storeOf(nowhere, "photos").put(pointsOf(facts));
      expectTaken(requests, ["get_points", "upsert_points", "scroll_points"]);
      const [, upsert] = requests;
      expect(upsert?.url.search).toBe("?wait=true&ordering=medium");
      const { points, update_mode } = upsertBodyOf(upsert);
      expect(update_mode).toBe("insert_only");
      expect(points.map(({ id }) => id)).toEqual(facts.map(({ sha256 }) => pointIdOf(sha256)));
      expect(points.map(({ payload }) => payload.stamp)).toEqual([...stamps.values()]);
      expect(new Set(stamps.values()).size).toBe(facts.length);
    }),
  );
});

interface UpsertBody {
  points: { id: string; vector: Record<string, number[]>; payload: Record<string, unknown> }[];
  update_mode?: string;
  update_filter?: unknown;
}

function upsertBodyOf(request: RecordedRequest | undefined): UpsertBody {
  if (!request) throw new Error("Nothing was put in.");
  return request.body as UpsertBody;
}

it("changes photos that are there only as they were read, and takes others' vectors along", async () => {
  const facts = plainFacts(1);
  const stranger = { id: "b0b", name: "Bob", machine: "bobs" };
  const theirs = copyOf(facts, stranger, { stamp: "0".repeat(8), vectors: ["their-model"] });
  const stamp = "11111111-1111-4111-8111-111111111111";
  const id = pointIdOf(facts.sha256);
  const requests = recordQdrant(
    acknowledgements({
      get_points: ({ body }) =>
        (body as { with_vector: unknown }).with_vector === false
          ? [{ id, payload: { ...mergeCopies([theirs]), stamp, thumbnail: "AAAA" } }]
          : [{ id, vector: { "their-model": [1, 0] } }],
    }),
  );
  await storeOf(nowhere, "photos").put([
    { facts, thumbnail: undefined, vectors: new Map([["model", vector]]) },
  ]);
  expectTaken(requests, ["get_points", "upsert_points", "scroll_points"]);
  const { points, update_filter, update_mode } = upsertBodyOf(requests[2]);
  expect(update_mode).toBeUndefined();
  expect(update_filter).toEqual({ should: [{ key: "stamp", match: { any: [stamp] } }] });
  expect(points[0]?.vector).toEqual({ "their-model": [1, 0], model: [...vector] });
  expect(points[0]?.payload).toMatchObject({ thumbnail: "AAAA", library: expect.arrayContaining(["b0b"]) });
  expect(points[0]?.payload.copies).toContainEqual(theirs);
});

it("searches, counts, reads and takes out by requests that Qdrant takes, whatever the filter", async () => {
  const requests = recordQdrant(acknowledgements());
  const store = storeOf(nowhere, "photos");
  await fc.assert(
    fc.asyncProperty(photoFilters, fc.nat({ max: 500 }), fc.boolean(), async (filter, offset, isOwnOnly) => {
      requests.length = 0;
      const examples = { positive: [vector], negative: [vector, vector] };
      await store.search({ vectors: "model", query: examples, limit: 50, offset, filter, isOwnOnly });
      await store.search({ vectors: "model", query: vector, limit: 50, filter });
      await store.count({ vectors: "model", filter, isOwnOnly });
      expectTaken(requests, ["query_points", "count_points"]);
      const [first] = requests.map(({ body }) => body as { using: string; with_payload: object });
      expect(first).toMatchObject({ using: "model", with_payload: { include: ["sha256", "library"] } });
    }),
    { numRuns: 300 },
  );
  requests.length = 0;
  const { sha256 } = plainFacts(1);
  await store.counts();
  await store.stampsOf([sha256]);
  await store.vectorsOf([sha256], "model");
  await store.thumbnailOf(sha256);
  await store.photosOf([sha256]);
  await store.remove([sha256]);
  expectTaken(requests, ["count_points", "get_points"]);
});

it("asks nothing for nothing", async () => {
  const requests = recordQdrant({});
  const store = storeOf(nowhere, "photos");
  await store.put([]);
  await store.remove([]);
  expect(await store.search({ vectors: "model", query: vector, limit: 0 })).toEqual([]);
  expect(await store.stampsOf([])).toEqual(new Map());
  expect(await store.photosOf([])).toEqual(new Map());
  expect(requests).toEqual([]);
});

it("takes a library out of what it shares, and the collection where nothing is left", async () => {
  const canned = acknowledgements({ scroll_points: () => ({ points: [], next_page_offset: null }) });
  recordQdrant(canned);
  const store = storeOf(nowhere, "photos");
  await store.open([vectors], 10);
  const requests = recordQdrant(canned);
  await store.drop();
  expectTaken(requests, [
    "collection_exists",
    "get_collection",
    "delete_points",
    "scroll_points",
    "count_points",
    "delete_collection",
  ]);
});

it("keeps every request within what Qdrant takes at once, in number and in bytes", async () => {
  const requests = recordQdrant(acknowledgements());
  const facts = Array.from({ length: 600 }, (_, number) => plainFacts(number));
  const thumbnail = Buffer.alloc(100_000);
  await storeOf(nowhere, "photos").put(
    facts.map((each) => ({ facts: each, thumbnail, vectors: new Map([["model", vector]]) })),
  );
  const sizes = requests
    .filter((request) => operationIdOf(request) === "upsert_points")
    .map(({ body }) => ({ points: (body as UpsertBody).points.length, bytes: JSON.stringify(body).length }));
  expect(sizes.reduce((sum, { points }) => sum + points, 0)).toBe(600);
  expect(Math.max(...sizes.map(({ points }) => points))).toBeLessThanOrEqual(256);
  expect(Math.max(...sizes.map(({ bytes }) => bytes))).toBeLessThan(9 * 1024 ** 2);
});

it("the check itself finds a misspelt option, a wrong type and an address that is none", () => {
  const url = (path: string) => new URL(`http://127.0.0.1:6333${path}`);
  const upsert = { method: "PUT", url: url("/collections/a/points") };
  const points = [{ id: pointIdOf(plainFacts(1).sha256), vector: { model: [1] } }];
  expect(faultsOf({ ...upsert, body: { points } })).toEqual([]);
  expect(faultsOf({ ...upsert, body: { points, update_filtre: {} } })).not.toEqual([]);
  expect(faultsOf({ ...upsert, body: { points: [{ ...points[0], id: "none" }] } })).not.toEqual([]);
  expect(faultsOf({ ...upsert, url: url("/collections/a/points?wait=1s"), body: { points } })).not.toEqual(
    [],
  );
  expect(faultsOf({ ...upsert, url: url("/collection/a/points"), body: { points } })).not.toEqual([]);
  expect(faultsOf({ method: "GET", url: url("/collections/a"), body: {} })).not.toEqual([]);
});
