import { isShoeboxError } from "../errors.ts";
import type { Facts } from "../facts/index.ts";
import { readQuery } from "../query/index.ts";
import type { Finding } from "./counts.ts";

export interface ExamineParts {
  facts: Pick<Facts, "understood">;
  /** Photos above the line. @throws codes of searching */
  count(query: string): Promise<number>;
}

/** What a query finds now, or why it finds nothing. Never rejects: what cannot be told now is told another time. */
export async function examine({ facts, count }: ExamineParts, query: string): Promise<Finding> {
  try {
    const { problems, contradiction } = await facts.understood((context) => readQuery(query, context));
    const [first] = problems;
    if (first) return { count: null, problem: first.message };
    return { count: await count(query), problem: contradiction };
  } catch (error) {
    if (isShoeboxError(error)) return { count: null, problem: error.message };
    console.error(error);
    return { count: null, problem: null };
  }
}
