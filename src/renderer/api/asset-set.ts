/** Some photos by their numbers. A hundred thousand of them cost nothing to take over: they are searched as they come. */
export class AssetSet {
  readonly #ascending: Uint32Array;

  /** @param ascending uint32 [count], each number once */
  constructor(ascending: Uint32Array) {
    this.#ascending = ascending;
  }

  has(assetId: number): boolean {
    let [low, high] = [0, this.#ascending.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#ascending[middle] as number) < assetId) low = middle + 1;
      else high = middle;
    }
    return this.#ascending[low] === assetId;
  }
}
