import type { AssetSet } from "./asset-set.ts";
import { rowOf } from "./row-ids.ts";

/** Photos by their rows, as they were when it was made. */
export class RowSet implements AssetSet {
  readonly #ids: Int32Array;
  /** 1 for each row that is meant. */
  readonly mask: Uint8Array;
  readonly size: number;

  /** @param ids of the rows; more than the mask has do no harm */
  constructor(ids: Int32Array, mask: Uint8Array) {
    this.#ids = ids;
    this.mask = mask;
    this.size = countOf(mask);
  }

  has(assetId: number): boolean {
    const row = rowOf({ rows: this.mask.length, ids: this.#ids }, assetId);
    return row >= 0 && this.mask[row] === 1;
  }

  ids(): Int32Array {
    const found = new Int32Array(this.size);
    let next = 0;
    for (let row = 0; row < this.mask.length; row++) {
      if (this.mask[row] === 1) found[next++] = this.#ids[row] as number;
    }
    return found;
  }
}

/** How many rows are meant. */
export function countOf(mask: Uint8Array): number {
  let count = 0;
  for (let row = 0; row < mask.length; row++) count += mask[row] as number;
  return count;
}
