import { QdrantClient } from "@qdrant/js-client-rest";
import type { QdrantCaller } from "../../src/core/vectors/qdrant/caller.ts";
import type { RealQdrant } from "./real-qdrant.ts";

/** Asks a server as it is: nothing is tried again, and an error is Qdrant's own. */
export function plainQdrantCaller({ url, apiKey }: Pick<RealQdrant, "url" | "apiKey">): QdrantCaller {
  // As `openClient` asks: compressed answers come some 40 ms later.
  const headers = { "accept-encoding": "identity" };
  const client = new QdrantClient({ url, checkCompatibility: false, headers, ...(apiKey ? { apiKey } : {}) });
  return { call: (_request, work) => work(client) };
}
