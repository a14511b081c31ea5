import { isShoeboxError } from "../errors.ts";
import { parseQdrantAddress } from "../vectors/qdrant/address.ts";
import type { StoreSwitch } from "./store-switch.ts";

/** A server that is away is tried again after this, then twice as long each time, up to the last. */
const firstRetryMillis = 15_000;
const longestRetryMillis = 10 * 60_000;

/**
 * SHOEBOX_QDRANT_URL, and SHOEBOX_QDRANT_COLLECTION beside it, choose a server as a person would. One that is away is no
 * reason not to open a library: the choice is made once it answers.
 */
export function followEnvironment(
  stores: StoreSwitch,
  environment: NodeJS.ProcessEnv,
  retryMillis = firstRetryMillis,
): void {
  const url = environment.SHOEBOX_QDRANT_URL?.trim();
  if (!url) return;
  const collection = environment.SHOEBOX_QDRANT_COLLECTION?.trim() || undefined;
  void stores.changes
    .run(async () => {
      const { server } = stores.choice;
      const isServer = server?.url === parseQdrantAddress(url).toString();
      const isCollection = collection === undefined || server?.collection === collection;
      if (stores.isClosed || (isServer && isCollection && stores.isServerAtWork)) return;
      await stores.toQdrant({ url, ...(collection !== undefined && { collection }) });
    })
    .catch((error: unknown) => {
      if (stores.isClosed) return;
      if (!isShoeboxError(error)) return console.error(error);
      console.error(`SHOEBOX_QDRANT_URL: ${error.message}`);
      if (error.code !== "VECTOR_STORE_UNREACHABLE") return;
      const next = Math.min(longestRetryMillis, retryMillis * 2);
      setTimeout(() => followEnvironment(stores, environment, next), retryMillis).unref();
    });
}
