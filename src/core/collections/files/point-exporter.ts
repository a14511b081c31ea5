import type { Catalog } from "../../catalog/index.ts";
import { fromHalfFloats } from "../../vectors/half-float.ts";
import { vectorNameOf } from "../../vectors/point-store.ts";
import { decimalsOf, type ExportedPoint, type NamedVector, type ToPoint } from "./point-lines.ts";

/** What is exported of each photo: its point as a Qdrant server would get it. */
export function pointExporter(catalog: Catalog): {
  catalog: Catalog;
  toPoint: ToPoint;
  vectors: NamedVector[];
} {
  const vectors = catalog.vectors
    .models()
    .map(({ key, dimensions }) => ({ name: vectorNameOf(key), dimensions }));
  const toPoint = async (sha256: Buffer): Promise<ExportedPoint> => {
    const hex = sha256.toString("hex");
    const assetId = catalog.assets.idOf(sha256);
    const kept = assetId === undefined ? [] : catalog.vectors.allOf(assetId);
    const vector = Object.fromEntries(
      kept.map((one) => [vectorNameOf(one.key), decimalsOf(fromHalfFloats(one.vector))]),
    );
    return { id: hex, vector, payload: { ...catalog.photoFacts.of(sha256), sha256: hex } };
  };
  return { catalog, toPoint, vectors };
}
