import { readRemembered, remember, useRemembered } from "../remembered.ts";

const key = "recent-searches";
const most = 20;
const none: readonly string[] = [];

/** The newest first. */
export function useRecents(): readonly string[] {
  return useRemembered<readonly string[]>(key, none)[0];
}

export function keepRecent(query: string): void {
  remember(key, withRecent(readRemembered<readonly string[]>(key, none), query));
}

export function forgetRecent(query: string): void {
  remember(
    key,
    readRemembered<readonly string[]>(key, none).filter((each) => each !== query),
  );
}

/**
 * A search that was made joins the others in front, once; of what it is the rest of ("a do", when "a dog" comes) nothing is
 * kept.
 */
export function withRecent(recents: readonly string[], query: string): readonly string[] {
  const searched = query.trim().replace(/\s+/g, " ");
  if (searched === "") return recents;
  const folded = searched.toLocaleLowerCase();
  const isPartOfIt = (other: string) =>
    folded.startsWith(other.toLocaleLowerCase()) && /^\S/.test(folded.slice(other.length));
  const others = recents.filter(
    (each, at) => each.toLocaleLowerCase() !== folded && !(at === 0 && isPartOfIt(each)),
  );
  return [searched, ...others].slice(0, most);
}
