import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog/index.ts";

const enteredAtOnce = 5000;

/** Between two steps the server may have been left: nothing waits for one that is not told. */
const isSending = (catalog: Catalog) => catalog.vectorsChoice.get().isSending;

/** All photos of the library are to be sent: in steps, others work between them. Call it again where a process ended on the way. */
export async function enterAllPhotos(catalog: Catalog): Promise<void> {
  let after: number | undefined = 0;
  catalog.transaction(() => catalog.vectorsChoice.setEntering(true));
  while (after !== undefined) {
    const from: number = after;
    after = catalog.transaction(() => (isSending(catalog) ? catalog.outbox.enterSome(from) : undefined));
    await setImmediate();
  }
  catalog.transaction(() => catalog.vectorsChoice.setEntering(false));
}

/** What a server has not got, or should not have, or has otherwise. */
export interface Mending {
  assetIds: readonly number[];
  /** SHA-256 in hexadecimal. */
  contents: readonly string[];
}

export async function enterToMend(catalog: Catalog, { assetIds, contents }: Mending): Promise<void> {
  await inSteps(catalog, assetIds, (some) => catalog.outbox.enterAssets(some));
  await inSteps(catalog, contents, (some) => catalog.outbox.enter(some));
}

async function inSteps<Item>(
  catalog: Catalog,
  items: readonly Item[],
  enter: (some: readonly Item[]) => void,
): Promise<void> {
  for (let start = 0; start < items.length; start += enteredAtOnce) {
    const some = items.slice(start, start + enteredAtOnce);
    catalog.transaction(() => isSending(catalog) && enter(some));
    await setImmediate();
  }
}

/** Of a server that was left; where another one is told meanwhile, what waits for that stays. */
export async function emptyOutbox(catalog: Catalog): Promise<void> {
  while (catalog.transaction(() => !isSending(catalog) && catalog.outbox.clearSome())) await setImmediate();
}
