import type { WordSignal } from "../../contract/search.ts";
import type { PhotoFilter } from "./photo-filter.ts";

/** What only this library's catalog can tell, so that no vector database is asked. */
export type OwnFilter =
  /** The name of one of its files that are there matches: "*" and "?" as in a shell, whatever the case and accents. */
  | { kind: "named"; pattern: string }
  /** These words stand one after the other in one of its texts of these signals (of any where left out). */
  | { kind: "says"; phrase: string; signals?: readonly WordSignal[] }
  /** Its disk is not connected: no file of it can be opened now. */
  | { kind: "isOffline" }
  /** A member of a group of duplicates that is yet to be reviewed. */
  | { kind: "isDuplicate" }
  /** A person changed it after it was taken: by what its file, or a file beside it, says. */
  | { kind: "isEdited" };

/** A filter of a query: as `PhotoFilter`, with leaves that only the catalog knows. */
export type QueryFilter =
  | { kind: "all"; of: readonly QueryFilter[] }
  | { kind: "any"; of: readonly QueryFilter[] }
  | { kind: "not"; of: QueryFilter }
  | Exclude<PhotoFilter, { kind: "all" | "any" | "not" }>
  | OwnFilter;
