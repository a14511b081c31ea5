import { randomUUID } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { parseQdrantAddress } from "../../src/core/vectors/qdrant/address.ts";
import { QdrantConnection } from "../../src/core/vectors/qdrant/connection.ts";
import type { Quantization } from "../../src/core/vectors/qdrant/plan-settings.ts";
import { QdrantPointStore } from "../../src/core/vectors/qdrant/point-store.ts";
import type { Contestant } from "./contestant.ts";
import { type FilledLibrary, pointOfRow, shape } from "./filled-library.ts";

const vectorName = "bench";
/** As the stage that sends photos has it (vector-stores/sending-stage.ts). */
const batchSize = 128;

export interface BenchServer {
  url: string;
  apiKey: string | undefined;
  /** Where its data lie, for one that was started here. */
  diskBytes(): Promise<number | undefined>;
}

/** A collection of a Qdrant server, as a library fills and asks it. */
export async function qdrant(
  library: FilledLibrary,
  server: BenchServer,
  quantization: Quantization,
): Promise<Contestant> {
  const caller = new QdrantConnection({ address: parseQdrantAddress(server.url), apiKey: server.apiKey });
  const store = new QdrantPointStore({
    caller,
    collection: `shoebox-bench-${randomUUID().slice(0, 8)}`,
    library: { id: randomUUID(), name: "Bench", machine: "bench" },
    settings: { quantization },
  });
  const [memoryBefore, diskBefore] = [await residentBytes(server), await server.diskBytes()];
  await store.open([{ name: vectorName, dimensions: shape.dimensions }], library.count);
  return {
    name: quantization === "none" ? "Qdrant" : `Qdrant, ${quantization}`,
    async fill() {
      for (let start = 0; start < library.count; start += batchSize) {
        const rows = Array.from(
          { length: Math.min(batchSize, library.count - start) },
          (_, row) => start + row,
        );
        await store.put(rows.map((row) => pointOfRow(library, row, vectorName)));
      }
    },
    async settle() {
      for (let calm = 0; calm < 3; ) {
        await setTimeout(500);
        calm = (await store.describe()).state === "green" ? calm + 1 : 0;
      }
    },
    async search(query, limit, filter) {
      const found = await store.search({ vectors: vectorName, query, limit, ...(filter && { filter }) });
      return found.map(({ sha256 }) => sha256);
    },
    residentBytes: async () => difference(await residentBytes(server), memoryBefore),
    diskBytes: async () => difference(await server.diskBytes(), diskBefore),
    async close() {
      await store.drop();
      await caller.close();
    },
  };
}

function difference(after: number | undefined, before: number | undefined): number | undefined {
  return after === undefined || before === undefined ? undefined : after - before;
}

/** By the server's own account; pages of files that are mapped into memory count as long as the system keeps them. */
async function residentBytes({ url, apiKey }: BenchServer): Promise<number | undefined> {
  const answer = await fetch(`${url}/metrics`, { headers: apiKey ? { "api-key": apiKey } : {} });
  const bytes = /^memory_resident_bytes (\d+)/m.exec(await answer.text())?.[1];
  return bytes === undefined ? undefined : Number(bytes);
}
