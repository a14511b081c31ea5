/** How much is measured; only some benchmarks ask. */
export interface BenchOptions {
  /** "quick" for a look, "large" for what takes hours. */
  size: "quick" | "usual" | "large";
}

const sizeOf: Record<string, BenchOptions["size"]> = { "--quick": "quick", "--large": "large" };

/** @returns the names, and what the options among them say; undefined for an option that nobody knows */
export function optionsOf(words: readonly string[]): { names: string[]; options: BenchOptions } | undefined {
  const given = words.filter((word) => word.startsWith("--"));
  if (given.some((option) => !(option in sizeOf))) return undefined;
  const size = given.map((option) => sizeOf[option]).at(-1) ?? "usual";
  return { names: words.filter((word) => !word.startsWith("--")), options: { size } };
}
