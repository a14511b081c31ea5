import type { QdrantCollection } from "./collection.ts";
import { pointIdOf } from "./point-id.ts";
import { type PointPayload, payloadOf } from "./point-payload.ts";

type PayloadPart = "stamp" | "copies" | "thumbnail" | "sha256" | "library" | `copies[].${string}`;

/** Parts of the payloads of points, by the SHA-256 of their photos; those that are not there are left out. */
export async function readPayloads(
  collection: QdrantCollection,
  sha256s: readonly string[],
  include: readonly PayloadPart[],
): Promise<Map<string, PointPayload>> {
  const byId = new Map(sha256s.map((sha256) => [pointIdOf(sha256), sha256]));
  if (byId.size === 0) return new Map();
  const records = await collection.read("reading what is known of photos", (client) =>
    client.retrieve(collection.name, {
      ids: [...byId.keys()],
      with_payload: { include: [...include] },
      with_vector: false,
    }),
  );
  return new Map(records.map(({ id, payload }) => [byId.get(String(id)) as string, payloadOf(payload)]));
}

/** The vectors of points under these names, by the SHA-256 of their photos, as they came: those it has. */
export async function readVectors(
  collection: QdrantCollection,
  sha256s: readonly string[],
  names: readonly string[],
): Promise<Map<string, Map<string, number[]>>> {
  const byId = new Map(sha256s.map((sha256) => [pointIdOf(sha256), sha256]));
  if (byId.size === 0 || names.length === 0) return new Map();
  const records = await collection.read("reading vectors", (client) =>
    client.retrieve(collection.name, {
      ids: [...byId.keys()],
      with_payload: false,
      with_vector: [...names],
    }),
  );
  return new Map(
    records.map(({ id, vector }) => [byId.get(String(id)) as string, numbersByName(vector)] as const),
  );
}

function numbersByName(vector: unknown): Map<string, number[]> {
  if (typeof vector !== "object" || vector === null || Array.isArray(vector)) return new Map();
  const named = Object.entries(vector as Record<string, unknown>);
  return new Map(named.filter((entry): entry is [string, number[]] => isDense(entry[1])));
}

const isDense = (vector: unknown) => Array.isArray(vector) && typeof vector[0] === "number";
