import type { QuerySpan } from "../../../contract/query.ts";

/** A text of a query without its quotation marks; the span has them. */
export interface QueryValue extends QuerySpan {
  text: string;
}

interface Node extends QuerySpan {
  isExcluded: boolean;
}

/** What stands between two spaces. */
export interface WordNode extends Node {
  kind: "word";
  /** Without the minus of an exclusion. */
  text: string;
}

/** Words in quotation marks, or one of several such. */
export interface PhraseNode extends Node {
  kind: "phrase";
  /** None where nothing stands between the marks. */
  values: QueryValue[];
}

export interface FilterNode extends Node {
  kind: "filter";
  /** In small letters; perhaps of no filter that there is. */
  name: string;
  /** Of the name and its colon. */
  nameSpan: QuerySpan;
  /** None where nothing stands behind the colon. */
  values: QueryValue[];
  distance: QueryValue | null;
}

export type QueryNode = WordNode | PhraseNode | FilterNode;

/** What is wrong with how a query is written, whatever its filters mean. */
export interface SyntaxProblem extends QuerySpan {
  kind: "unclosed" | "pipe";
}

export interface QueryTree {
  nodes: QueryNode[];
  problems: SyntaxProblem[];
}
