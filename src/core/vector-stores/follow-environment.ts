import { isShoeboxError } from "../errors.ts";
import { parseQdrantAddress } from "../vectors/qdrant/address.ts";
import type { StoreSwitch } from "./store-switch.ts";

/**
 * SHOEBOX_QDRANT_URL, and SHOEBOX_QDRANT_COLLECTION beside it, choose a server as a person would. One that is away is no
 * reason not to open a library: the choice is made once it answers.
 */
export function followEnvironment(stores: StoreSwitch, environment: NodeJS.ProcessEnv): void {
  const url = environment.SHOEBOX_QDRANT_URL?.trim();
  if (!url) return;
  const collection = environment.SHOEBOX_QDRANT_COLLECTION?.trim() || undefined;
  void stores.changes
    .run(async () => {
      const { server } = stores.choice;
      const isServer = server?.url === parseQdrantAddress(url).toString();
      const isCollection = collection === undefined || server?.collection === collection;
      if (isServer && isCollection && stores.isServerAtWork) return;
      await stores.toQdrant({ url, ...(collection !== undefined && { collection }) });
    })
    .catch((error: unknown) => {
      if (!isShoeboxError(error)) throw error;
      console.error(`SHOEBOX_QDRANT_URL: ${error.message}`);
    });
}
