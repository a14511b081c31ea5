import type { QueryProblem, QueryTerm } from "../../../contract/query.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
import type { Example } from "../search-plan.ts";

/** A term with what it means. What is excluded is told by the term: all this is of what it describes. */
export interface QueryPart {
  term: QueryTerm;
  filter?: QueryFilter;
  examples?: Example[];
  description?: string;
  /** Why no photo of this library can be it. */
  nothing?: string;
  problem?: QueryProblem;
}
