import type { QueryFilter } from "../../vectors/query-filter.ts";
import type { Example } from "../search-plan.ts";
import type { Vocabulary } from "../vocabulary.ts";

/** What it takes to understand a query. */
export interface QueryContext {
  vocabulary: Vocabulary;
  /** Whose "last summer" is meant. */
  now: Date;
}

/** A value of a filter, as it was understood. */
export interface UnderstoodValue {
  kind: "understood";
  /** As the printer writes it, without quotation marks; it is understood as the same. */
  canonical: string;
  /** For a chip. */
  label: string;
  /** What photos have to be; undefined for what ranks and filters nothing. */
  filter?: QueryFilter;
  example?: Example;
  /** A description, to be taken literally. */
  description?: string;
  /** Why no photo of this library can be meant. */
  nothing?: string;
}

/** A value that the filter cannot have. */
export interface MisunderstoodValue {
  kind: "misunderstood";
  message: string;
  /** Of the filter where left out. */
  expected?: string;
  /** What takes the place of the value, as it would be typed. */
  suggestion?: string;
}

export type ReadValue = UnderstoodValue | MisunderstoodValue;

/** A value that could be typed. */
export interface OfferedValue {
  value: string;
  label: string;
  hint: string;
  /** Photos that have it, where that is known. */
  count: number | null;
}

/** One filter of the language: all that is known of it. */
export interface FilterKind {
  name: string;
  /** Other names that people type for it. */
  aliases: readonly string[];
  /** For the list of filters: "camera or phone". */
  purpose: string;
  /** "a date such as 2019, 2019-06 or summer" */
  expected: string;
  /** Never throws. @param distance "5km", of the one filter that has it */
  read(value: string, context: QueryContext, distance?: string): ReadValue;
  /** Values that could be meant by what was typed so far, the likeliest first. */
  offer(typed: string, context: QueryContext): OfferedValue[];
  /** Offered for plain words too: "pix" -> camera:"Google Pixel 7". */
  isOfferedForWords: boolean;
}

export function misunderstood(message: string, rest: Omit<MisunderstoodValue, "kind" | "message"> = {}) {
  return { kind: "misunderstood" as const, message, ...rest };
}
