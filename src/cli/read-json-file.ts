import { readFile } from "node:fs/promises";
import { usageError } from "./errors.ts";

/**
 * What a JSON file holds, unchecked.
 * @param what names it in the error, such as "The rules in rules.json"
 * @throws QUERY_INVALID for a file that cannot be read or is no JSON
 */
export async function readJsonFile(file: string, what: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(file, "utf8"));
  } catch (error) {
    throw usageError(`${what} cannot be read: ${error instanceof Error ? error.message : error}`);
  }
}
