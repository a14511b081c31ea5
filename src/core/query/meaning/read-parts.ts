import type { QueryProblem, QueryTerm } from "../../../contract/query.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
import { orWords } from "../dates/date-words.ts";
import type { QueryContext } from "../filters/filter-kind.ts";
import { filterNames } from "../filters/registry.ts";
import type { PhraseNode, QueryNode, QueryTree, SyntaxProblem, WordNode } from "../syntax/ast.ts";
import { parse } from "../syntax/parse.ts";
import { printFilter } from "../syntax/print.ts";
import type { QueryPart } from "./query-part.ts";
import { readFilter } from "./read-filter.ts";
import { readExcludedWord, readWords } from "./read-words.ts";

export interface QueryParts {
  tree: QueryTree;
  parts: QueryPart[];
  /** In the order of the text. */
  problems: QueryProblem[];
}

/** What each part of a query means, in the order of the text. */
export function readParts(text: string, context: QueryContext): QueryParts {
  const tree = parse(text, filterNames);
  const parts: QueryPart[] = [];
  let run: WordNode[] = [];
  const endRun = (next?: QueryNode) => {
    const joint = jointPart(run, parts.at(-1), next);
    parts.push(...(joint ? [joint] : readWords(run, text, context)));
    run = [];
  };
  for (const [index, node] of tree.nodes.entries()) {
    if (node.kind === "word" && !node.isExcluded) {
      run.push(node);
      continue;
    }
    endRun(node);
    if (node.kind === "word") parts.push(readExcludedWord(node, text, context));
    else if (node.kind === "filter") {
      const next = tree.nodes[index + 1];
      parts.push(
        readFilter(node, text, context, next?.kind === "word" && !next.isExcluded ? next : undefined),
      );
    } else if (node.values.length > 0) parts.push(phrasePart(node));
  }
  endRun();
  const problems = [
    ...tree.problems.map(syntaxProblem),
    ...parts.flatMap(({ problem }) => (problem ? [problem] : [])),
  ].sort((left, right) => left.offset - right.offset);
  return { tree, parts, problems };
}

const andWords = new Set(["and", "und", "&", "+"]);

/** A word alone between a filter or a phrase and the next says how they belong together, and describes nothing. */
function jointPart(
  [node, ...others]: readonly WordNode[],
  before: QueryPart | undefined,
  next: QueryNode | undefined,
): QueryPart | undefined {
  const isBetween = isJoined(before?.term.kind) && (next?.kind === "filter" || next?.kind === "phrase");
  const word = node?.text.toLowerCase() ?? "";
  const isOr = orWords.has(word);
  if (!node || others.length > 0 || !isBetween || (!isOr && !andWords.has(word))) return undefined;
  const { offset, length, text } = node;
  const term = { kind: "operator" as const, offset, length, isExcluded: false, name: null, label: text };
  return {
    term: { ...term, asFilter: null, asWords: null, assetId: null },
    ...(isOr && {
      problem: {
        offset,
        length,
        message: `“${text}” stands between parts that all have to fit.`,
        expected: "values of one filter with | between them, such as rating:5|4",
        suggestion: null,
      },
    }),
  };
}

const isJoined = (kind: QueryTerm["kind"] | undefined) =>
  kind === "filter" || kind === "phrase" || kind === "like" || kind === "date";

function phrasePart({ offset, length, isExcluded, values }: PhraseNode): QueryPart {
  const says = values.map(({ text }): QueryFilter => ({ kind: "says", phrase: text.trim() }));
  const [only, ...others] = says;
  return {
    term: {
      kind: "phrase",
      offset,
      length,
      isExcluded,
      name: null,
      label: values.map(({ text }) => `“${text.trim()}”`).join(" or "),
      asFilter: null,
      asWords: `${isExcluded ? "-" : ""}${printFilter({ name: "looks", values })}`,
      assetId: null,
    },
    filter: only && others.length === 0 ? only : { kind: "any", of: says },
  };
}

function syntaxProblem({ kind, offset, length }: SyntaxProblem): QueryProblem {
  return kind === "unclosed"
    ? {
        offset,
        length,
        message: "This quotation mark is never closed.",
        expected: "a second quotation mark where the words in quotation marks end",
        suggestion: null,
      }
    : {
        offset,
        length,
        message: "“|” stands between values of one filter.",
        expected: "another value of the filter before it",
        suggestion: null,
      };
}
