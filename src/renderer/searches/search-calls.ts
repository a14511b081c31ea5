import type { SavedSearch } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { quoted } from "../collections/collection-words.ts";
import { notify } from "../layout/notices.tsx";
import { sayUndoable } from "../undo/undo.ts";
import type { StandingSearch } from "./search-words.ts";
import { knownSearches, refreshSearches, showSearches } from "./use-saved-searches.ts";

/** What came of it: the search as it is now, or why it could not be done. */
export type SearchOutcome = { search: SavedSearch } | { problem: ErrorWords };

async function change(work: () => Promise<SavedSearch>): Promise<SearchOutcome> {
  try {
    const search = await work();
    await refreshSearches();
    return { search };
  } catch (error) {
    void refreshSearches();
    return { problem: errorWords(error) };
  }
}

/** What a notice's Undo does: where that fails, it says so. */
async function takeBack(work: () => Promise<unknown>, message: string): Promise<void> {
  try {
    await work();
    notify({ code: "", message, remedy: "" });
  } catch (error) {
    notify(errorWords(error));
  }
  await refreshSearches();
}

/** @param replaced what has the name so far */
export async function saveSearch(
  name: string,
  { query, sort }: StandingSearch,
  replaced: SavedSearch | undefined,
): Promise<SearchOutcome> {
  const replaces = replaced !== undefined;
  const outcome = await change(() => client.searches.save({ name, query, sort, replaces }));
  if ("problem" in outcome) return outcome;
  const { search } = outcome;
  if (replaced) {
    sayUndoable(`${quoted(search.name)} finds something else now.`, () =>
      takeBack(
        () => client.searches.save({ ...contentOf(replaced), replaces: true }),
        `${quoted(replaced.name)} finds what it found before.`,
      ),
    );
  } else {
    sayUndoable(`${quoted(search.name)} is saved.`, () =>
      takeBack(() => client.searches.remove(search), `${quoted(search.name)} is no longer saved.`),
    );
  }
  return outcome;
}

export async function renameSearch({ id, name: before }: SavedSearch, name: string): Promise<SearchOutcome> {
  const outcome = await change(() => client.searches.rename({ id, name }));
  if ("search" in outcome && before !== name) {
    sayUndoable(`${quoted(before)} is called ${quoted(name)} now.`, () =>
      takeBack(() => client.searches.rename({ id, name: before }), `It is called ${quoted(before)} again.`),
    );
  }
  return outcome;
}

/** What it finds stays as it is; Undo puts it back to where it stood. */
export async function removeSearch({ id }: SavedSearch): Promise<void> {
  const outcome = await change(() => client.searches.remove({ id }));
  if ("problem" in outcome) return notify(outcome.problem);
  const { search } = outcome;
  sayUndoable(`${quoted(search.name)} is deleted.`, () =>
    takeBack(
      () => client.searches.save({ ...contentOf(search), position: search.position }),
      `${quoted(search.name)} is back.`,
    ),
  );
}

function contentOf({ name, query, sort }: SavedSearch) {
  return { name, query, sort };
}

/** Shown where it goes at once; where that cannot be kept, it goes back. */
export async function moveSearch(id: number, to: number): Promise<void> {
  const before = knownSearches();
  const from = before.findIndex((search) => search.id === id);
  const position = Math.max(0, Math.min(before.length - 1, to));
  if (from < 0 || from === position) return;
  const moved = before.filter((search) => search.id !== id);
  moved.splice(position, 0, before[from] as SavedSearch);
  await showSearches(moved.map((search, index) => ({ ...search, position: index })));
  try {
    await showSearches((await client.searches.move({ id, position })).searches);
  } catch (error) {
    notify(errorWords(error));
    await refreshSearches();
  }
}
