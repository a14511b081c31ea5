import { setImmediate } from "node:timers/promises";
import type { VectorsCheck } from "../../contract/vectors.ts";
import type { Catalog } from "../catalog/index.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { dotProduct } from "../search/look-alikes.ts";
import type { VectorIndex } from "../search/vector-index.ts";
import { fromHalfFloats } from "../vectors/half-float.ts";
import { type PointStore, type StrayPoint, vectorNameOf } from "../vectors/point-store.ts";
import { compareIdentities } from "./compare-identities.ts";
import type { Mending } from "./enter-photos.ts";

const comparedByValue = 200;
const mostListed = 100;
/** Some milliseconds; others have their turn after them. */
const vectorsAtOnce = 1000;

/** Two copies of a vector in float16 differ by less than this in their cosine. */
const leastCosine = 0.999;

type Kind = VectorsCheck["differences"][number]["kind"];

export interface Differences {
  check: VectorsCheck;
  /** All that is to be sent or taken out. */
  toMend: Mending;
  /** To be taken out, too: no photo's points. */
  strays: StrayPoint[];
}

/** Compares what a server has with the catalog: counts, identities both ways, and some vectors of each model by value. */
export async function verifyServer(catalog: Catalog, store: PointStore): Promise<Differences> {
  const { stored, missing, unknown, strays } = await compareIdentities(catalog, store);
  const isMissing = new Set(missing);
  const differing = new Set<string>();
  let compared = 0;
  for (const { modelId, key } of catalog.vectors.models()) {
    const sample = catalog.vectors.sample(modelId, comparedByValue);
    const asked = sample.filter(({ assetId }) => !isMissing.has(assetId));
    const there = await store.vectorsOf(
      asked.map(({ sha256 }) => sha256.toString("hex")),
      vectorNameOf(key),
    );
    compared += asked.length;
    for (const { sha256, vector } of asked) {
      const found = there.get(sha256.toString("hex"));
      if (!found || !isAlike(found, fromHalfFloats(vector))) differing.add(sha256.toString("hex"));
    }
  }
  const listedMissing = missing.slice(0, mostListed).map((assetId) => contentOf(catalog, assetId));
  const strayContents = strays.map(({ sha256 }) => sha256 ?? "");
  return {
    toMend: { assetIds: missing, contents: [...unknown, ...differing] },
    strays,
    check: {
      store: "qdrant",
      photos: catalog.stats.photos(),
      stored,
      missing: missing.length,
      unknown: unknown.length + strays.length,
      differing: differing.size,
      compared,
      differences: [
        ...listed(catalog, "missing", listedMissing),
        ...listed(catalog, "unknown", [...unknown, ...strayContents]),
        ...listed(catalog, "differs", [...differing]),
      ].slice(0, mostListed),
      isRepaired: false,
    },
  };
}

function isAlike(left: Float32Array, right: Float32Array): boolean {
  if (left.length !== right.length) return false;
  const lengths = Math.hypot(...left) * Math.hypot(...right);
  return dotProduct(left, right) >= leastCosine * lengths;
}

/** The same for the index in the library's own folder. */
export async function verifyIndex(catalog: Catalog, index: VectorIndex): Promise<VectorsCheck> {
  const missing: string[] = [];
  let photos = 0;
  for (let after = 0; ; ) {
    const some = catalog.vectors.after(index.modelId, after, vectorsAtOnce);
    if (some.length === 0) break;
    for (const { assetId } of some) {
      photos++;
      if (!(await index.has(assetId))) missing.push(contentOf(catalog, assetId));
    }
    after = some.at(-1)?.sequence ?? after;
    await setImmediate();
  }
  const stored = await index.count();
  const sample = catalog.vectors.sample(index.modelId, comparedByValue);
  const differing: string[] = [];
  for (const { assetId, sha256 } of sample) {
    if ((await index.has(assetId)) && !(await index.holds(assetId))) differing.push(sha256.toString("hex"));
  }
  const unknown = Math.max(0, stored - (photos - missing.length));
  const differences = [...listed(catalog, "missing", missing), ...listed(catalog, "differs", differing)];
  return {
    store: "embedded",
    photos,
    stored,
    missing: missing.length,
    unknown,
    differing: differing.length,
    compared: sample.length,
    differences: differences.slice(0, mostListed),
    isRepaired: false,
  };
}

function contentOf(catalog: Catalog, assetId: number): string {
  return catalog.photos.get(assetId)?.sha256.toString("hex") ?? "";
}

function listed(catalog: Catalog, kind: Kind, sha256s: readonly string[]): VectorsCheck["differences"] {
  return sha256s.slice(0, mostListed).map((sha256) => {
    const assetId = catalog.assets.idOf(Buffer.from(sha256, "hex"));
    const path = assetId === undefined ? undefined : catalog.photos.filesOf(assetId)[0]?.path;
    return { kind, sha256, path: path === undefined ? null : pathForDisplay(path) };
  });
}
