import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ReadQuery } from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import type { QueryEdit } from "../query-edit.ts";
import { useRecents } from "../recents.ts";
import { completionOption, completionsAt, type FieldOption, mendOption, recentOption } from "./options.ts";
import { isChip } from "./pieces.ts";

const debounceMillis = 100;
const mostRecents = 8;

/** Nothing that stands there already, and, unless it is asked for, nothing where no letter of it is typed yet. */
function isWorthShowing({ offset, length, text: put }: QueryEdit, text: string, isAsked: boolean): boolean {
  const typed = text.slice(offset, offset + length);
  if (typed !== "" && typed === put.trim()) return false;
  return isAsked || typed !== "" || text.charAt(offset - 1) === ":";
}

/** A date in words, a phrase, what is pushed away: nothing has to be made of it. */
function isUnderstood({ offset, length }: QueryEdit, { terms }: ReadQuery): boolean {
  const term = terms.find((each) => each.offset <= offset && offset + length <= each.offset + each.length);
  return term !== undefined && isChip(term) && term.kind !== "filter" && term.kind !== "like";
}

interface Asked {
  text: string;
  /** undefined while a part is selected: nothing is being typed. */
  cursor: number | undefined;
  /** "asked": by hand, so that all that could stand here is shown, where nothing is typed yet too. */
  open: "closed" | "typing" | "asked";
  read: ReadQuery;
}

/** What could be typed here, the likeliest first; in an empty field what was searched for before. */
export function useOptions({ text, cursor, open, read }: Asked): FieldOption[] {
  const isOpen = open !== "closed";
  const recents = useRecents();
  const isEmpty = text.trim() === "";
  const [rested] = useDebouncedValue(JSON.stringify({ text, cursor }), debounceMillis);
  const { data } = useQuery({
    queryKey: ["complete", rested],
    queryFn: async ({ signal }) => {
      const asked = JSON.parse(rested) as { text: string; cursor: number };
      const { completions } = await client.search.complete(
        { query: asked.text, cursor: asked.cursor },
        { signal },
      );
      return { ...asked, completions };
    },
    enabled:
      isOpen &&
      (!isEmpty || open === "asked") &&
      cursor !== undefined &&
      (JSON.parse(rested) as Asked).cursor !== undefined,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (!isOpen) return [];
    const made = isEmpty ? recents.slice(0, mostRecents).map((recent) => recentOption(recent, text)) : [];
    const mends = read.problems.flatMap((problem) => mendOption(problem, text) ?? []);
    const completions = data && cursor !== undefined ? completionsAt(data, text, cursor) : [];
    const known = new Set(mends.map(({ edit }) => edit.text));
    const isNews = ({ edit }: FieldOption) =>
      !known.has(edit.text) && !isUnderstood(edit, read) && isWorthShowing(edit, text, open === "asked");
    return [...made, ...mends, ...completions.map(completionOption).filter(isNews)];
  }, [data, text, cursor, isOpen, open, isEmpty, recents, read]);
}
