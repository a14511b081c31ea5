import { numbersCompared, printComparison } from "./comparison.ts";
import { type FilterKind, misunderstood } from "./filter-kind.ts";
import { decimalOf, type Quantity, rangeLabel, rangeOf } from "./number-range.ts";
import { offeredChoices } from "./offered-values.ts";

/** IEC 80000-13: k is 1000, Ki is 1024. */
const bytesOf: Readonly<Record<string, [name: string, bytes: number]>> = {
  b: ["B", 1],
  k: ["kB", 1e3],
  kb: ["kB", 1e3],
  kib: ["KiB", 2 ** 10],
  m: ["MB", 1e6],
  mb: ["MB", 1e6],
  mib: ["MiB", 2 ** 20],
  g: ["GB", 1e9],
  gb: ["GB", 1e9],
  gib: ["GiB", 2 ** 30],
};

export const size: FilterKind = {
  name: "size",
  aliases: ["filesize", "bytes"],
  purpose: "size of the file",
  expected: "a size such as >5MB, <300kB or 1MB..5MB",
  isOfferedForWords: false,
  read(value) {
    const comparison = numbersCompared(unitsShared(value), quantityOf);
    if (!comparison) {
      const inMegabytes = `${value.trim()}MB`;
      const isWithoutUnit = numbersCompared(unitsShared(inMegabytes), quantityOf) !== undefined;
      return misunderstood(`“${value}” is no size.`, isWithoutUnit ? { suggestion: inMegabytes } : {});
    }
    return {
      kind: "understood",
      canonical: printComparison(comparison, ({ printed }) => printed),
      label: rangeLabel(comparison, { more: "larger", less: "smaller" }),
      filter: rangeOf("sizeBytes", comparison),
    };
  },
  offer: (typed) =>
    offeredChoices(typed, [
      [">5MB", "larger than 5 MB"],
      [">20MB", "larger than 20 MB"],
      ["<1MB", "smaller than 1 MB"],
      ["<100kB", "smaller than 100 kB"],
      ["1MB..5MB", "1 MB to 5 MB"],
    ]),
};

/** "1..5MB" has its unit once. */
export function unitsShared(value: string): string {
  return value.replace(/^(\s*[\d.,]*\d)\s*(?:\.\.|-)\s*([\d.,]+)\s*(\p{L}+)\s*$/u, "$1$3..$2$3");
}

function quantityOf(text: string): Quantity | undefined {
  const [, number = "", letters = ""] = /^([\d.,]+)([a-z]+)$/i.exec(text) ?? [];
  const [unit = "", bytes = 0] = bytesOf[letters.toLowerCase()] ?? [];
  const decimal = decimalOf(number);
  if (!decimal || bytes === 0) return undefined;
  return {
    value: decimal.value * bytes,
    tolerance: bytes === 1 ? 0 : decimal.tolerance * bytes,
    printed: `${decimal.printed}${unit}`,
    label: `${decimal.printed} ${unit}`,
  };
}
