import type { SavedSearch } from "../../contract/index.ts";
import type { StandingSearch } from "./search-words.ts";

export type SearchDialog =
  | { kind: "save"; standing: StandingSearch }
  | { kind: "rename"; search: SavedSearch };

let open: SearchDialog | undefined;
const listeners = new Set<() => void>();

/** The dialog about saved searches that is open; undefined where none is. */
export const openDialog = (): SearchDialog | undefined => open;

export function showSearchDialog(dialog: SearchDialog | undefined): void {
  open = dialog;
  for (const listener of listeners) listener();
}

export const closeSearchDialog = (): void => showSearchDialog(undefined);

export function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
