import type { CollectionRow } from "../../catalog/collections.ts";
import type { PointVectors } from "../../vectors/point-store.ts";
import { halfFloatsAsJson } from "./half-float-decimals.ts";
import { exportVersion } from "./header.ts";
import { inOrder } from "./in-order.ts";

/** A point as Qdrant takes it, before it is written. */
export interface ExportedPoint {
  /** A UUID. */
  id: string;
  /** By their names: float32 [dimensions]. */
  vectors: ReadonlyMap<string, Float32Array>;
  payload: Record<string, unknown>;
}

/** What is exported of a content, whether it is a photo of the library now or not. @param content SHA-256, 32 bytes */
export type ToPoint = (content: Buffer) => Promise<ExportedPoint>;

export interface PointLinesParts {
  toPoint: ToPoint;
  /** Those that points may have. */
  vectors: readonly PointVectors[];
  onPoint: (point: ExportedPoint) => void;
}

const sha256Bytes = 32;

/** What is written in one go. */
const partCharacters = 1024 * 1024;

/** Thumbnails are shrunk beside one another. */
const pointsAtOnce = 8;

/**
 * A header, and a line for each member of a collection, a megabyte at a time.
 * @param contents 32 bytes each
 */
export async function* pointLines(
  { name }: CollectionRow,
  contents: Buffer,
  { toPoint, vectors, onPoint }: PointLinesParts,
): AsyncGenerator<string> {
  const points = contents.length / sha256Bytes;
  const header = { format: "collection", version: exportVersion, app: "Shoebox", collection: name, points };
  const size = vectors.map(({ name: vector, dimensions }) => ({ name: vector, dimensions }));
  let part = `${JSON.stringify({ shoebox: { ...header, vectors: size } })}\n`;
  for await (const point of inOrder(eachOf(contents), pointsAtOnce, toPoint)) {
    onPoint(point);
    part += `${lineOf(point)}\n`;
    if (part.length < partCharacters) continue;
    yield part;
    part = "";
  }
  yield part;
}

function* eachOf(contents: Buffer): Generator<Buffer> {
  for (let start = 0; start < contents.length; start += sha256Bytes)
    yield contents.subarray(start, start + sha256Bytes);
}

function lineOf({ id, vectors, payload }: ExportedPoint): string {
  const named = [...vectors].map(([name, vector]) => `${JSON.stringify(name)}:${halfFloatsAsJson(vector)}`);
  return `{"id":"${id}","vector":{${named.join(",")}},"payload":${JSON.stringify(payload)}}`;
}
