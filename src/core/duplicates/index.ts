import type { Catalog } from "../catalog/index.ts";
import type { RootPlaces } from "../roots/root-places.ts";
import type { DecodePool } from "../workers/decode-pool.ts";
import { DuplicateFinder } from "./finder.ts";
import { DuplicateReview } from "./review.ts";
import { Verdicts } from "./verdicts.ts";

/** Everything about duplicates but moving them. */
export interface Duplicates {
  finder: DuplicateFinder;
  review: DuplicateReview;
  verdicts: Verdicts;
}

export function openDuplicates(parts: {
  catalog: Catalog;
  places: RootPlaces;
  decodePool: DecodePool;
  models: { readonly modelId: number };
  onFound: () => void;
}): Duplicates {
  const finder = new DuplicateFinder(parts);
  const review = new DuplicateReview({ ...parts, finder });
  return { finder, review, verdicts: new Verdicts(parts.catalog, review) };
}
