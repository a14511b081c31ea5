import { longestQueryCharacters } from "../contract/index.ts";
import { usageError } from "./errors.ts";
import { formatCount } from "./format.ts";

/** Words of the command line as one query; "" where there are none. @throws wrong usage for more than a query can be */
export function queryText(words: readonly string[]): string {
  const query = words.join(" ").trim();
  if (query.length <= longestQueryCharacters) return query;
  const most = formatCount(longestQueryCharacters);
  throw usageError(`The query has ${formatCount(query.length)} characters; ${most} are the most.`);
}
