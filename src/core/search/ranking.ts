import type { SortOrder } from "../../contract/sort-order.ts";
import type { SharedPhoto } from "../vectors/shared-photo.ts";
import type { QueryTerm } from "../words/query-terms.ts";
import type { Asked } from "./asked.ts";
import type { Looks } from "./candidates/by-looks.ts";
import type { Order } from "./order.ts";

/** The photos that a search found, in order, and how it came about: what pages, counts and sets of photos are made of. */
export interface Ranking {
  asked: Asked;
  sort: SortOrder;
  order: Order;
  /** So many of the order are above the line. */
  likelyCount: number;
  /** Photos in whose texts every word stands. */
  withWords: number;
  /** Photos whose texts have words of the query. */
  byWords: ReadonlySet<number>;
  /** What was looked for in texts. */
  terms: readonly QueryTerm[];
  /** Cosine similarities, as far as they were computed. */
  scores: ReadonlyMap<number, number>;
  /** What is known of photos that only other libraries have: those below zero. */
  shared: ReadonlyMap<number, SharedPhoto>;
  /** undefined where nothing was looked up by looks. */
  looks: Looks | undefined;
  isModelLoading: boolean;
}
