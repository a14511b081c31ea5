import type { ModelPixels } from "../imaging/decode.ts";
import { unitLength } from "../models/runtime/unit-length.ts";
import type { InferencePool } from "./inference-pool.ts";

/** Views in one run of the model: as many as a batch has pictures. */
const mostAtOnce = 32;

/**
 * One embedding for each picture; those of a long picture's views are pooled, as their mean scaled to length 1.
 * @param isPolite on one thread of low priority
 * @returns float32 [pictures.length, dimensions]
 */
export async function embedPictures(
  pictures: readonly ModelPixels[],
  pool: InferencePool,
  isPolite = false,
): Promise<Float32Array> {
  const viewsOf = pictures.map(({ modelInput, views }) =>
    views.length === 0 ? [modelInput] : rowsOf(views, modelInput.length),
  );
  const rows = await embedAll(viewsOf.flat(), pool, isPolite);
  const [first = new Float32Array()] = rows;
  const pooled = new Float32Array(pictures.length * first.length);
  let next = 0;
  for (const [picture, { length }] of viewsOf.entries()) {
    const into = pooled.subarray(picture * first.length, (picture + 1) * first.length);
    for (const row of rows.slice(next, next + length)) {
      for (const [index, value] of row.entries()) into[index] = (into[index] as number) + value;
    }
    next += length;
  }
  return unitLength(pooled, first.length);
}

async function embedAll(
  views: readonly Uint8Array[],
  pool: InferencePool,
  isPolite: boolean,
): Promise<Float32Array[]> {
  const rows: Float32Array[] = [];
  for (let start = 0; start < views.length; start += mostAtOnce) {
    const part = views.slice(start, start + mostAtOnce);
    const vectors = await pool.embedImages(new Uint8Array(Buffer.concat(part)), isPolite);
    rows.push(...rowsOf(vectors, vectors.length / part.length));
  }
  return rows;
}

function rowsOf<Values extends Uint8Array | Float32Array>(values: Values, length: number): Values[] {
  const count = values.length / length;
  return Array.from(
    { length: count },
    (_, row) => values.subarray(row * length, (row + 1) * length) as Values,
  );
}
