import type { QueryNode, QueryValue } from "./ast.ts";
import { closersOf, isSpace } from "./grammar.ts";

/** Parts of a query -> the text that is parsed to the same parts. */
export function print(nodes: readonly QueryNode[]): string {
  return nodes.map((node) => `${node.isExcluded ? "-" : ""}${printPart(node)}`).join(" ");
}

function printPart(node: QueryNode): string {
  switch (node.kind) {
    case "word":
      return node.text;
    case "phrase":
      return node.values.map(({ text }) => quote(text)).join("|") || '""';
    case "filter":
      return printFilter(node);
  }
}

/** "camera:\"Pixel 7\"|Canon" */
export function printFilter(filter: {
  name: string;
  values: readonly Pick<QueryValue, "text">[];
  distance?: Pick<QueryValue, "text"> | null;
}): string {
  const [first, ...others] = filter.values.map(({ text }) => text);
  // Behind an unknown name these would make a word of it: "http://x".
  const isAddress = first !== undefined && /^[/\\:]/.test(first);
  const begin = first === undefined ? '""' : isAddress ? quote(first) : printValue(first);
  const values = [begin, ...others.map(printValue)].join("|");
  return `${filter.name}:${values}${filter.distance ? ` ${filter.distance.text}` : ""}`;
}

/** In quotation marks where it would not be one value without them. */
export function printValue(text: string): string {
  const isBare =
    text !== "" && closersOf[text.charAt(0)] === undefined && !text.includes("|") && ![...text].some(isSpace);
  return isBare ? text : quote(text);
}

/** A quotation mark inside is written twice. */
export function quote(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}
