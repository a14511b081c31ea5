/** Photos that are meant, each once. */
export interface AssetSet {
  readonly size: number;
  has(assetId: number): boolean;
  /** Ascending. */
  ids(): Int32Array;
}
