import type { QueryProblem } from "../../../contract/query.ts";
import type { QueryFilter } from "../../vectors/query-filter.ts";
import type { QueryContext } from "../filters/filter-kind.ts";
import { filterNames } from "../filters/registry.ts";
import type { PhraseNode, QueryTree, SyntaxProblem, WordNode } from "../syntax/ast.ts";
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
  const endRun = () => {
    parts.push(...readWords(run, text, context));
    run = [];
  };
  for (const [index, node] of tree.nodes.entries()) {
    if (node.kind === "word" && !node.isExcluded) {
      run.push(node);
      continue;
    }
    endRun();
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
