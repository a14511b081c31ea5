import { lastAtMost } from "../bisect.ts";

/** Some photos by their numbers. A hundred thousand of them cost nothing to take over: they are searched as they come. */
export class AssetSet {
  readonly #ascending: Uint32Array;

  /** @param ascending uint32 [count], each number once */
  constructor(ascending: Uint32Array) {
    this.#ascending = ascending;
  }

  has(assetId: number): boolean {
    return this.#ascending[lastAtMost(this.#ascending, assetId)] === assetId;
  }
}
