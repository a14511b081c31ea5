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

interface Completed {
  text: string;
  cursor: number;
  completions: readonly QueryCompletion[];
}

/**
 * What was said of a text a moment ago, as far as it holds for what is typed now: while letters join a word, what could
 * stand in its place stays, and takes the place of them too. A colon, a pipe or a quotation mark begins something else.
 */
export function completionsAt(known: Completed, text: string, cursor: number): readonly QueryCompletion[] {
  if (known.text === text && known.cursor === cursor) return known.completions;
  const before = known.text.slice(0, known.cursor);
  const typed = text.slice(before.length, cursor);
  const goesOn = cursor >= before.length && text.startsWith(before) && /^[^\s:|"]*$/.test(typed);
  if (!goesOn || known.text.slice(known.cursor) !== text.slice(cursor)) return [];
  return known.completions
    .map((each) => ({ ...each, length: each.length + typed.length }))
    .filter((each) => couldMean(each, text.slice(each.offset, each.offset + each.length)));
}

/** Whether what is typed is a part of it; what it means in another way is known when the answer comes. */
function couldMean({ text, label }: QueryCompletion, typed: string): boolean {
  const word = typed
    .replace(/^-/, "")
    .replace(/^.*[:|]/, "")
    .replaceAll('"', "")
    .toLocaleLowerCase();
  return [text, label].some((each) => each.toLocaleLowerCase().includes(word));
}
