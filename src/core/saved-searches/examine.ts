import { isShoeboxError } from "../errors.ts";
import { type QueryContext, readQuery } from "../query/index.ts";
import type { Finding } from "./counts.ts";

export interface ExamineParts {
  /** What there is in the library that a query can name, as it is now. */
  context(): Promise<QueryContext>;
  /** Photos above the line. @throws codes of searching */
  count(query: string): Promise<number>;
}

/** What a query finds now, or why it finds nothing. Never rejects: what cannot be told now is told another time. */
export async function examine({ context, count }: ExamineParts, query: string): Promise<Finding> {
  try {
    const { problems, contradiction } = readQuery(query, await context());
    const [first] = problems;
    if (first) return { count: null, problem: first.message };
    return { count: await count(query), problem: contradiction };
  } catch (error) {
    if (isShoeboxError(error)) return { count: null, problem: error.message };
    console.error(error);
    return { count: null, problem: null };
  }
}
