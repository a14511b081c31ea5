import type { Catalog } from "../catalog/index.ts";
import type { PointStore } from "../vectors/point-store.ts";
import { compareIdentities } from "./compare-identities.ts";
import { enterAllPhotos, enterToMend } from "./enter-photos.ts";

/**
 * A cheap look at whether a server still has what it took: one count, and the stamps of the last photos it was sent. One
 * that lost data is sent what it lost; one that was restored from an older copy of its data, where anything may be out
 * of date, everything; what nobody knows is taken out.
 * @returns whether it was as it should be
 */
export async function lookOver(catalog: Catalog, store: PointStore): Promise<boolean> {
  const lastSent = catalog.outbox.lastSent();
  const stamps = await store.stampsOf([...lastSent.keys()]);
  const isOlder = [...lastSent].some(([sha256, stamp]) => stamps.get(sha256) !== stamp);
  if (isOlder) {
    catalog.transaction(() => catalog.outbox.forgetSent());
    await enterAllPhotos(catalog);
  }
  const { own } = await store.counts();
  // What waits may be photos that it has, or has not.
  const isCountRight = Math.abs(own - catalog.stats.photos()) <= catalog.vectorsChoice.waiting();
  if (isCountRight && !isOlder) return true;
  await mendIdentities(catalog, store);
  return false;
}

/**
 * What is missing is sent, what nobody knows is taken out: by the stage, as its turn comes. What is no photo's goes at
 * once.
 * @returns how many are missing
 */
export async function mendIdentities(catalog: Catalog, store: PointStore): Promise<number> {
  const { missing, unknown, strays } = await compareIdentities(catalog, store);
  await store.removeStrays(strays);
  await enterToMend(catalog, { assetIds: missing, contents: unknown });
  return missing.length;
}
