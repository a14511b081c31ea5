import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog/index.ts";

const contentsAtOnce = 5000;

/** All photos of the library are to be sent: in steps, others work between them. Call it again where a process ended on the way. */
export async function enterAllPhotos(catalog: Catalog): Promise<void> {
  let after: number | undefined = 0;
  catalog.transaction(() => catalog.vectorsChoice.setEntering(true));
  while (after !== undefined) {
    const from: number = after;
    after = catalog.transaction(() => catalog.outbox.enterSome(from));
    await setImmediate();
  }
  catalog.transaction(() => catalog.vectorsChoice.setEntering(false));
}

/** @param sha256s in hexadecimal */
export async function enterContents(catalog: Catalog, sha256s: readonly string[]): Promise<void> {
  for (let start = 0; start < sha256s.length; start += contentsAtOnce) {
    catalog.transaction(() => catalog.outbox.enter(sha256s.slice(start, start + contentsAtOnce)));
    await setImmediate();
  }
}

export async function emptyOutbox(catalog: Catalog): Promise<void> {
  while (catalog.transaction(() => catalog.outbox.clearSome())) await setImmediate();
}
