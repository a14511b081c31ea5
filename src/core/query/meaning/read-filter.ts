import type { QueryProblem, QuerySpan } from "../../../contract/query.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
import type {
  FilterKind,
  MisunderstoodValue,
  QueryContext,
  UnderstoodValue,
} from "../filters/filter-kind.ts";
import { filterKinds, filterNamed, nearestFilter } from "../filters/registry.ts";
import type { FilterNode, QueryValue } from "../syntax/ast.ts";
import { printValue } from "../syntax/print.ts";
import type { QueryPart } from "./query-part.ts";

/** @param following what stands behind the filter, where nothing stands behind its colon */
export function readFilter(
  node: FilterNode,
  text: string,
  context: QueryContext,
  following?: QuerySpan,
): QueryPart {
  const kind = filterNamed(node.name);
  if (!kind) return broken(node, text, unknownFilter(node));
  if (node.values.length === 0) return broken(node, text, withoutValue(node, kind, text, following));
  const understood: UnderstoodValue[] = [];
  for (const value of node.values) {
    const read = kind.read(value.text, context, node.distance?.text);
    if (read.kind === "misunderstood") return broken(node, text, badValue(value, read, kind));
    understood.push(read);
  }
  return partOf(node, kind, understood);
}

function partOf(node: FilterNode, { name }: FilterKind, values: readonly UnderstoodValue[]): QueryPart {
  const filters = values.flatMap(({ filter }) => (filter ? [filter] : []));
  const examples = values.flatMap(({ example }) => (example ? [example] : []));
  const descriptions = values.flatMap(({ description }) => (description === undefined ? [] : [description]));
  const missing = values.map(({ nothing }) => nothing);
  const [firstExample, ...otherExamples] = examples;
  return {
    term: {
      kind: name === "like" ? "like" : "filter",
      offset: node.offset,
      length: node.length,
      isExcluded: node.isExcluded,
      name,
      label: [...new Set(values.map(({ label }) => label))].join(" or "),
      asFilter: null,
      asWords: null,
      assetId: firstExample?.kind === "asset" && otherExamples.length === 0 ? firstExample.assetId : null,
    },
    ...(filters.length > 0 && { filter: anyOf(filters) }),
    ...(examples.length > 0 && { examples }),
    ...(descriptions.length > 0 && { description: descriptions.join(" ") }),
    // Of several values one that photos have is enough.
    ...(missing.every((nothing) => nothing !== undefined) && { nothing: [...new Set(missing)].join(" ") }),
  };
}

/** Values of one field become one list. */
function anyOf(filters: readonly QueryFilter[]): QueryFilter {
  const of: QueryFilter[] = [];
  for (const filter of filters.flatMap((each) => (each.kind === "any" ? each.of : [each]))) {
    const same = of.findIndex(
      (each) => each.kind === "is" && filter.kind === "is" && each.field === filter.field,
    );
    const known = of[same];
    if (known?.kind === "is" && filter.kind === "is")
      of[same] = { ...known, values: [...new Set([...known.values, ...filter.values])] };
    else of.push(filter);
  }
  const [only, ...others] = of;
  return only && others.length === 0 ? only : { kind: "any", of };
}

function broken(node: FilterNode, text: string, problem: QueryProblem): QueryPart {
  const label = text.slice(node.offset, node.offset + node.length);
  const kind = filterNamed(node.name);
  return {
    term: {
      kind: kind?.name === "like" ? "like" : "filter",
      offset: node.offset,
      length: node.length,
      isExcluded: node.isExcluded,
      name: kind?.name ?? null,
      label: node.isExcluded ? label.slice(1) : label,
      asFilter: null,
      asWords: null,
      assetId: null,
    },
    problem,
  };
}

function unknownFilter({ name, nameSpan }: FilterNode): QueryProblem {
  const nearest = nearestFilter(name);
  return {
    ...nameSpan,
    message: `There is no filter “${name}”.`,
    expected: `one of the filters ${filterKinds.map((kind) => kind.name).join(", ")}`,
    suggestion: nearest ? `${nearest.name}:` : null,
  };
}

function withoutValue(
  { nameSpan, name }: FilterNode,
  kind: FilterKind,
  text: string,
  following: QuerySpan | undefined,
): QueryProblem {
  const end = nameSpan.offset + nameSpan.length;
  const isNext = following !== undefined && following.offset === end + 1;
  const next = isNext ? text.slice(following.offset, following.offset + following.length) : "";
  return {
    offset: nameSpan.offset,
    length: isNext ? nameSpan.length + 1 + next.length : nameSpan.length,
    message: `Nothing stands behind “${name}:”.`,
    expected: kind.expected,
    suggestion: isNext ? `${kind.name}:${next}` : null,
  };
}

function badValue(value: QueryValue, read: MisunderstoodValue, kind: FilterKind): QueryProblem {
  const { message, expected = kind.expected, suggestion } = read;
  const { offset, length } = value;
  return {
    offset,
    length,
    message,
    expected,
    suggestion: suggestion === undefined ? null : printValue(suggestion),
  };
}
