import type { Catalog } from "../catalog/index.ts";
import { type PointVectors, vectorNameOf } from "../vectors/point-store.ts";

/** A named vector for each model that has vectors here. */
export function vectorsOf(catalog: Catalog): PointVectors[] {
  return catalog.vectors.models().map(({ key, dimensions }) => ({ name: vectorNameOf(key), dimensions }));
}
