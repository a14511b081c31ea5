import type { QueryCompletion, QueryProblem } from "../../../contract/index.ts";
import type { QueryEdit } from "../query-edit.ts";

/** A line of the list under the field. */
export interface FieldOption {
  key: string;
  label: string;
  /** Beside it, dim: "folder", "instead of “camra”". */
  hint: string;
  count: number | null;
  kind: "completion" | "recent" | "mend";
  /** What it does to the text; of a search that was made before: all of it is replaced. */
  edit: QueryEdit;
}

export function completionOption(completion: QueryCompletion): FieldOption {
  const { offset, length, text, label, hint, count } = completion;
  return {
    key: `completion ${text}`,
    label,
    hint,
    count,
    kind: "completion",
    edit: { offset, length, text },
  };
}

export function recentOption(recent: string, text: string): FieldOption {
  const edit = { offset: 0, length: text.length, text: recent };
  return { key: `recent ${recent}`, label: recent, hint: "", count: null, kind: "recent", edit };
}

/** What was perhaps meant by a part that cannot be understood. */
export function mendOption(
  { offset, length, suggestion }: QueryProblem,
  text: string,
): FieldOption | undefined {
  if (suggestion === null) return undefined;
  return {
    key: `mend ${offset}`,
    label: suggestion,
    hint: `instead of “${text.slice(offset, offset + length)}”`,
    count: null,
    kind: "mend",
    edit: { offset, length, text: suggestion },
  };
}
