import { randomUUID } from "node:crypto";
import type { PhotoFacts } from "../../../../src/core/vectors/photo-facts.ts";
import type { PhotoPoint } from "../../../../src/core/vectors/point-store.ts";
import type { PlanSettings } from "../../../../src/core/vectors/qdrant/plan-settings.ts";
import { QdrantPointStore } from "../../../../src/core/vectors/qdrant/point-store.ts";
import { plainQdrantCaller } from "../../../helpers/plain-qdrant-caller.ts";
import type { RealQdrant } from "../../../helpers/real-qdrant.ts";

export const vectors = { name: "model", dimensions: 16 };

/** A library's store, of a library that nobody else has. */
export function storeOf(
  qdrant: RealQdrant,
  collection: string,
  options: { id?: string; name?: string; settings?: PlanSettings } = {},
): QdrantPointStore {
  const { id = randomUUID(), name = "My photos", settings = {} } = options;
  return new QdrantPointStore({
    caller: plainQdrantCaller(qdrant),
    collection,
    library: { id, name, machine: `${name}'s machine` },
    settings,
  });
}

export function pointOf(
  facts: PhotoFacts,
  vector: Float32Array,
  options: { name?: string; thumbnail?: Uint8Array } = {},
): PhotoPoint {
  const { name = vectors.name, thumbnail } = options;
  return { facts, thumbnail, vectors: new Map([[name, vector]]) };
}
