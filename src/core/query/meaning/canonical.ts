import type { QueryContext } from "../filters/filter-kind.ts";
import { filterNamed } from "../filters/registry.ts";
import type { FilterNode, QueryNode } from "../syntax/ast.ts";
import { print } from "../syntax/print.ts";

/** A query without problems as the printer writes it: every name and value in one of the ways to type it. */
export function canonicalOf(nodes: readonly QueryNode[], context: QueryContext): string {
  return print(withoutEmpty(nodes).map((node) => (node.kind === "filter" ? plain(node, context) : node)));
}

function plain(node: FilterNode, context: QueryContext): FilterNode {
  const kind = filterNamed(node.name);
  if (!kind) return node;
  const texts = node.values.map(({ text }) => {
    const read = kind.read(text, context, node.distance?.text);
    return read.kind === "understood" ? read.canonical : text;
  });
  const values = [...new Set(texts)].map((text) => ({ text, offset: 0, length: 0 }));
  return { ...node, name: kind.name, values, distance: null };
}

/** An empty quotation stays where words behind it would be read together with what stands before it. */
function withoutEmpty(nodes: readonly QueryNode[]): QueryNode[] {
  const kept: QueryNode[] = [];
  for (const [index, node] of nodes.entries()) {
    const isEmpty = node.kind === "phrase" && node.values.length === 0;
    const isBetween = kept.length > 0 && nodes[index + 1]?.kind === "word";
    if (!isEmpty || isBetween) kept.push(node);
  }
  return kept;
}
