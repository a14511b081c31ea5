/** What stands behind the colon of a filter for numbers. */
export type Comparison<Quantity> =
  | { shape: "is" | "above" | "from" | "below" | "upTo"; of: Quantity }
  | { shape: "between"; from: Quantity; to: Quantity };

const shapes = { ">=": "from", "≥": "from", "<=": "upTo", "≤": "upTo", ">": "above", "<": "below" } as const;
const signs = { is: "", above: ">", from: ">=", below: "<", upTo: "<=" } as const;

/**
 * ">=4", "<4", "3..5", "3..", "..5", "4+" or "4". @returns undefined where a quantity is none
 * @param read one quantity; undefined for what is none
 */
export function comparisonOf<Quantity>(
  text: string,
  read: (text: string) => Quantity | undefined,
): Comparison<Quantity> | undefined {
  const compact = text.replace(/\s+/g, "");
  const [, low = "", high = ""] = /^([^.].*?|)\.\.(.*)$/s.exec(compact) ?? [];
  if (compact.includes("..")) {
    const [from, to] = [low === "" ? undefined : read(low), high === "" ? undefined : read(high)];
    if ((low !== "" && from === undefined) || (high !== "" && to === undefined)) return undefined;
    if (from !== undefined && to !== undefined) return { shape: "between", from, to };
    if (from !== undefined) return { shape: "from", of: from };
    return to === undefined ? undefined : { shape: "upTo", of: to };
  }
  const sign = /^(?:[<>]=?|[≤≥])/.exec(compact)?.[0] as keyof typeof shapes | undefined;
  const isOrMore = sign === undefined && compact.endsWith("+");
  const of = read(compact.slice(sign?.length ?? 0, isOrMore ? -1 : undefined));
  return of === undefined ? undefined : { shape: sign ? shapes[sign] : isOrMore ? "from" : "is", of };
}

/** The same, where "3-5" can be nothing but "3..5". */
export function numbersCompared<Quantity>(
  text: string,
  read: (text: string) => Quantity | undefined,
): Comparison<Quantity> | undefined {
  return comparisonOf(text.replace(/^([^-–]+)[-–]([^-–]+)$/u, "$1..$2"), read);
}

/** As the printer writes it. */
export function printComparison<Quantity>(
  comparison: Comparison<Quantity>,
  print: (quantity: Quantity) => string,
): string {
  if (comparison.shape === "between") return `${print(comparison.from)}..${print(comparison.to)}`;
  return `${signs[comparison.shape]}${print(comparison.of)}`;
}
