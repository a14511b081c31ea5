import { randomUUID } from "node:crypto";
import type { Catalog } from "../../catalog/index.ts";
import { identityOf } from "../../vector-stores/library-identity.ts";
import { pointOf } from "../../vector-stores/point-of.ts";
import { vectorsOf } from "../../vector-stores/vectors-of.ts";
import type { PointVectors } from "../../vectors/point-store.ts";
import { copyOf } from "../../vectors/qdrant/copy.ts";
import { mergeCopies } from "../../vectors/qdrant/merge-copies.ts";
import { pointIdOf } from "../../vectors/qdrant/point-id.ts";
import type { ExportedPoint, ToPoint } from "./point-lines.ts";

/**
 * What is exported of each photo: its point as this library alone would send it to a Qdrant server, thumbnail included.
 * Of a member that is no photo of the library now nothing is known but its content.
 */
export function pointExporter(catalog: Catalog): { vectors: PointVectors[]; toPoint: ToPoint } {
  const library = identityOf(catalog);
  const vectors = vectorsOf(catalog);
  const toPoint = async (content: Buffer): Promise<ExportedPoint> => {
    const sha256 = content.toString("hex");
    const id = pointIdOf(sha256);
    const point = await pointOf(catalog, content);
    if (!point) return { id, vectors: new Map(), payload: { sha256 } };
    const stamp = randomUUID();
    const copy = copyOf(point.facts, library, { stamp, vectors: [...point.vectors.keys()] });
    const thumbnail = point.thumbnail && Buffer.from(point.thumbnail).toString("base64");
    const payload = { ...mergeCopies([copy]), stamp, ...(thumbnail === undefined ? {} : { thumbnail }) };
    return { id, vectors: point.vectors, payload };
  };
  return { vectors, toPoint };
}
