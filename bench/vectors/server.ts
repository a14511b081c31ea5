import { join } from "node:path";
import { qdrantBinary, startQdrant } from "../../test/helpers/own-qdrant.ts";
import { realQdrant } from "../../test/helpers/real-qdrant.ts";
import { folderBytes } from "./folder-bytes.ts";
import type { BenchServer } from "./qdrant.ts";

/**
 * One that SHOEBOX_QDRANT_BINARY names is started for itself, so that its memory and files are nobody else's; else the one
 * that SHOEBOX_QDRANT_TEST_URL names is asked. undefined where neither names one.
 */
export async function benchServer(
  directory: string,
): Promise<(BenchServer & { end(): Promise<void> }) | undefined> {
  const binary = qdrantBinary();
  if (binary) {
    const own = await startQdrant({ binary, directory });
    return { ...own, diskBytes: () => folderBytes(join(directory, "storage")), end: () => own.kill() };
  }
  const named = realQdrant();
  return named && { ...named, diskBytes: async () => undefined, end: async () => {} };
}
