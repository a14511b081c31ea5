import { displayWidth, isReordered } from "./display-width.ts";
import { CommandError } from "./errors.ts";
import { usageExitCode } from "./exit-codes.ts";
import { escapeControlCharacters } from "./format.ts";

/** Where in a query something cannot be understood, in UTF-16 code units. */
export interface QueryPlace {
  offset: number;
  length: number;
  /** What could stand there. */
  expected: string;
  /** What takes the place of the part, where something like it was perhaps meant. */
  suggestion?: string | undefined;
}

/** A query that cannot be understood: it is shown with the part underlined. */
export class QueryError extends CommandError {
  readonly query: string;
  readonly place: QueryPlace;

  constructor(message: string, query: string, place: QueryPlace) {
    super("QUERY_INVALID", message, usageExitCode);
    this.name = "QueryError";
    this.query = query;
    this.place = place;
  }
}

/** Does what a query is for; where the query cannot be understood, the error says which part of it. */
export async function withQuery<Answer>(query: string, work: () => Promise<Answer>): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    const place = placeOf(error);
    throw place && error instanceof Error ? new QueryError(error.message, query, place) : error;
  }
}

/** As it travels over the contract: `data.offset` and the like. */
function placeOf(error: unknown): QueryPlace | undefined {
  const { data } = (error ?? {}) as { data?: Partial<QueryPlace> | null };
  if (typeof data?.offset !== "number" || typeof data.length !== "number") return undefined;
  const { offset, length, expected = "", suggestion } = data;
  return { offset, length, expected, suggestion };
}

/** So much of a long query is shown on either side of the part. */
const mostBeside = 30;

/** The query with the part underlined, then what was expected, each on a line of its own. */
export function queryErrorLines({ query, place }: QueryError): string[] {
  const { expected, suggestion } = place;
  const lines = [...underlined(query, place)];
  if (expected !== "") lines.push(`Expected ${expected.replace(/[.\s]+$/, "")}.`);
  if (suggestion !== undefined) lines.push(`Did you mean ${suggestion}?`);
  return lines.map(escapeControlCharacters);
}

function underlined(query: string, { offset, length }: QueryPlace): string[] {
  const start = Math.max(0, offset - mostBeside);
  const end = Math.min(query.length, offset + length + mostBeside);
  const before = escapeControlCharacters((start > 0 ? "…" : "") + query.slice(start, offset).toWellFormed());
  const part = escapeControlCharacters(query.slice(offset, offset + length));
  const after = escapeControlCharacters(
    query.slice(offset + length, end).toWellFormed() + (end < query.length ? "…" : ""),
  );
  if (isReordered(before + part)) return [`  ${before}${part}${after}`, `  here: ${part}`];
  const carets = "^".repeat(Math.max(1, displayWidth(part)));
  return [`  ${before}${part}${after}`, `  ${" ".repeat(displayWidth(before))}${carets}`];
}
