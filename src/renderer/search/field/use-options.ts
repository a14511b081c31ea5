import { useDebouncedValue } from "@mantine/hooks";
import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import type { ReadQuery } from "../../../contract/index.ts";
import { client } from "../../api/connection.ts";
import { useRecents } from "../recents.ts";
import { completionOption, type FieldOption, mendOption, recentOption } from "./options.ts";

const debounceMillis = 100;
const mostRecents = 8;

interface Asked {
  text: string;
  /** undefined while a part is selected: nothing is being typed. */
  cursor: number | undefined;
  isOpen: boolean;
  read: ReadQuery;
}

/** What could be typed here, the likeliest first; in an empty field what was searched for before. */
export function useOptions({ text, cursor, isOpen, read }: Asked): FieldOption[] {
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
      return { rested, completions };
    },
    enabled: isOpen && !isEmpty && cursor !== undefined && (JSON.parse(rested) as Asked).cursor !== undefined,
    placeholderData: keepPreviousData,
  });
  return useMemo(() => {
    if (!isOpen) return [];
    if (isEmpty) return recents.slice(0, mostRecents).map((recent) => recentOption(recent, text));
    const mends = read.problems.flatMap((problem) => mendOption(problem, text) ?? []);
    // Those of a moment ago are about another text.
    const isCurrent = data?.rested === JSON.stringify({ text, cursor });
    const completions = isCurrent ? (data?.completions ?? []) : [];
    const known = new Set(mends.map(({ edit }) => edit.text));
    return [...mends, ...completions.map(completionOption).filter(({ edit }) => !known.has(edit.text))];
  }, [data, text, cursor, isOpen, isEmpty, recents, read]);
}
