import type { CollectionRow } from "../../catalog/collections.ts";
import type { Catalog } from "../../catalog/index.ts";
import { exportVersion } from "./header.ts";

/** A point as Qdrant takes it. */
export interface ExportedPoint {
  /** A UUID. */
  id: string;
  /** By the names of the vectors. */
  vector: Record<string, number[]>;
  payload: Record<string, unknown>;
}

/** What is exported of a content, whether it is a photo of the library now or not. */
export type ToPoint = (sha256: Buffer) => Promise<ExportedPoint>;

export interface NamedVector {
  name: string;
  dimensions: number;
}

export interface PointLinesParts {
  catalog: Catalog;
  toPoint: ToPoint;
  vectors: readonly NamedVector[];
  onPoint: (point: ExportedPoint) => void;
}

const sha256Bytes = 32;

/** What is written in one go. */
const partCharacters = 1024 * 1024;

/** A header and a line for each member of a collection, as they were when it was begun, a megabyte at a time. */
export async function* pointLines(
  { collectionId, name }: CollectionRow,
  { catalog, toPoint, vectors, onPoint }: PointLinesParts,
): AsyncGenerator<string> {
  const contents = catalog.collections.contents(collectionId);
  const points = contents.length / sha256Bytes;
  const header = {
    format: "collection",
    version: exportVersion,
    app: "Shoebox",
    collection: name,
    points,
    vectors,
  };
  let part = `${JSON.stringify({ shoebox: header })}\n`;
  for (let start = 0; start < contents.length; start += sha256Bytes) {
    const point = await toPoint(contents.subarray(start, start + sha256Bytes));
    onPoint(point);
    part += `${JSON.stringify(point)}\n`;
    if (part.length < partCharacters) continue;
    yield part;
    part = "";
  }
  yield part;
}

/**
 * A vector that was kept in 16 bits as decimals that read back as the same 16 bits: 5 digits are enough for the 11 bits
 * of a half float's significand (Matula 1968: 1 + ceil(11 log10 2)), and take half the room.
 */
export function decimalsOf(vector: Float32Array): number[] {
  return Array.from(vector, (value) => Number(value.toPrecision(5)));
}
