import { setImmediate } from "node:timers/promises";
import type { Catalog } from "../catalog/index.ts";
import type { PointStore, StrayPoint } from "../vectors/point-store.ts";

const photosAtOnce = 5000;

/** Which photos lie in only one of the two. */
export interface IdentityDifferences {
  /** This library's photos in the server. */
  stored: number;
  /** Ids of photos of the library that the server has not got. */
  missing: number[];
  /** SHA-256 in hexadecimal: what the server has of this library and the library has not. */
  unknown: string[];
  /** What says that it is of this library and is no photo's. */
  strays: StrayPoint[];
}

/**
 * Compares who is in the catalog and in the server, both ways. Holds a byte for each photo, a number for each that is
 * missing, and a page of the server's answer. What is on its way counts as a difference like any other.
 */
export async function compareIdentities(catalog: Catalog, store: PointStore): Promise<IdentityDifferences> {
  const isStored = new Uint8Array(catalog.assets.lastId() + 1);
  const unknown: string[] = [];
  let stored = 0;
  for await (const sha256s of store.identities()) {
    stored += sha256s.length;
    for (const sha256 of sha256s) {
      const assetId = catalog.assets.idOf(Buffer.from(sha256, "hex"));
      if (assetId === undefined || !catalog.assets.isPresent(assetId)) unknown.push(sha256);
      else isStored[assetId] = 1;
    }
    await setImmediate();
  }
  const strays = await straysIn(store, stored);
  return { stored: stored + strays.length, missing: await missingFrom(catalog, isStored), unknown, strays };
}

/** Looked for only where there is more than photos: it takes as long as all of the comparison. */
async function straysIn(store: PointStore, photos: number): Promise<StrayPoint[]> {
  const { own } = await store.counts();
  const strays: StrayPoint[] = [];
  if (own <= photos) return strays;
  for await (const some of store.strays()) strays.push(...some);
  return strays;
}

async function missingFrom(catalog: Catalog, isStored: Uint8Array): Promise<number[]> {
  const missing: number[] = [];
  for (let after = 0; ; ) {
    const assetIds = catalog.assets.presentAfter(after, photosAtOnce);
    if (assetIds.length === 0) return missing;
    for (const assetId of assetIds) if (isStored[assetId] !== 1) missing.push(assetId);
    after = assetIds.at(-1) ?? after;
    await setImmediate();
  }
}
