import { createInterface } from "node:readline/promises";
import { usageError } from "./errors.ts";
import type { CommonOptions } from "./options.ts";

/**
 * Somebody has to say yes: at a terminal when asked, elsewhere with an option.
 * @param otherwise what is said where nobody can be asked
 */
export async function isConfirmed(
  question: string,
  otherwise: string,
  { json }: CommonOptions,
): Promise<boolean> {
  if (json || !process.stdin.isTTY) throw usageError(otherwise);
  const terminal = createInterface({ input: process.stdin, output: process.stderr });
  const answer = await terminal.question(`${question} [y/N] `);
  terminal.close();
  return /^y(es)?$/i.test(answer.trim());
}
