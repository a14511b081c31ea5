import { useSyncExternalStore } from "react";
import { mostSearchNameCharacters, type SavedSearch } from "../../contract/index.ts";
import { quoted } from "../collections/collection-words.ts";
import { useFocusReturned } from "../keys/use-focus-back.ts";
import { NameDialog } from "../layout/name-dialog.tsx";
import { closeSearchDialog, openDialog, subscribe } from "./open-dialog.ts";
import { renameSearch, saveSearch } from "./search-calls.ts";
import { proposedName, type StandingSearch, searchNamed } from "./search-words.ts";
import { useSavedSearches } from "./use-saved-searches.ts";

/** Whichever dialog about saved searches is open, wherever it was asked for. */
export function SearchDialogs() {
  const open = useSyncExternalStore(subscribe, openDialog);
  if (!open) return null;
  if (open.kind === "save") return <SaveDialog standing={open.standing} />;
  return <RenameDialog search={open.search} />;
}

function SaveDialog({ standing }: { standing: StandingSearch }) {
  const searches = useSavedSearches();
  useFocusReturned();
  return (
    <NameDialog
      title="Save this search"
      confirm={(name) => (searchNamed(searches, name) ? "Replace" : "Save")}
      initialName={proposedName(standing.query)}
      example="Beach days"
      longestName={mostSearchNameCharacters}
      onConfirm={(name) => saveSearch(name, standing, searchNamed(searches, name))}
      onClose={closeSearchDialog}
    >
      {(name) => {
        const taken = searchNamed(searches, name);
        return taken ? (
          <p>
            There is a search {quoted(taken.name)} already. It looks for {quoted(taken.query)} so far.
          </p>
        ) : (
          <p>It stands at the left under this name, and finds what comes into the library later, too.</p>
        );
      }}
    </NameDialog>
  );
}

function RenameDialog({ search }: { search: SavedSearch }) {
  useFocusReturned();
  return (
    <NameDialog
      title={`Rename ${quoted(search.name)}`}
      confirm="Rename"
      initialName={search.name}
      example="Beach days"
      longestName={mostSearchNameCharacters}
      onConfirm={(name) => renameSearch(search, name)}
      onClose={closeSearchDialog}
    />
  );
}
