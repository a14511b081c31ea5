import { QdrantClient } from "@qdrant/js-client-rest";
import type { QdrantCaller } from "../../src/core/vectors/qdrant/caller.ts";
import type { RealQdrant } from "./real-qdrant.ts";

/** Asks a server as it is: nothing is tried again, and an error is Qdrant's own. */
export function plainQdrantCaller({ url, apiKey }: Pick<RealQdrant, "url" | "apiKey">): QdrantCaller {
  const client = new QdrantClient({ url, checkCompatibility: false, ...(apiKey ? { apiKey } : {}) });
  return { call: (_request, work) => work(client) };
}
