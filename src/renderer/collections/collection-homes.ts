import {
  IconArrowMerge,
  IconArrowsSplit2,
  IconCheckbox,
  IconFileExport,
  IconFileImport,
  IconFolderOpen,
  IconFolderPlus,
  IconHistory,
  IconInfoSquare,
  IconPencil,
  IconPlus,
  IconServer,
  IconTrash,
} from "@tabler/icons-react";
import type { Collection } from "../../contract/index.ts";
import { type Action, defineHome } from "../actions/action.ts";
import { listedRowMoves } from "../keys/row-moves.ts";
import { undoAction } from "../undo/undo-action.ts";

/** What can be done with one collection. */
export type CollectionAct =
  | "open"
  | "stats"
  | "add"
  | "rename"
  | "split"
  | "own"
  | "export"
  | "delete"
  | "mark";

/** One collection. */
export interface CollectionContext {
  collection: Pick<Collection, "isOwnInQdrant">;
  /** Photos of it that are chosen. */
  chosen: number;
  isQdrantInUse: boolean;
  onAct(act: CollectionAct): void;
}

type CollectionAction = Action<CollectionContext>;

function does(act: CollectionAct, parts: Omit<CollectionAction, "run" | "isInMenu">): CollectionAction {
  return { isInMenu: true, ...parts, run: ({ onAct }) => onAct(act) };
}

const stats = does("stats", { name: "What is in it", keys: ["T"], icon: IconInfoSquare });
const add = does("add", {
  name: "Add a folder, or what a search finds",
  label: () => "Add a folder or a search…",
  keys: ["B"],
  icon: IconFolderPlus,
});
const rename = does("rename", {
  name: "Rename the collection",
  label: () => "Rename…",
  keys: ["R"],
  icon: IconPencil,
});
const own = does("own", {
  name: "Of its own in Qdrant, too, or no longer",
  label: ({ collection }) =>
    collection.isOwnInQdrant ? "No longer of its own in Qdrant" : "Of its own in Qdrant, too",
  keys: ["Q"],
  icon: IconServer,
  applies: ({ isQdrantInUse }) => isQdrantInUse,
});
const exportIt = does("export", {
  name: "Export to a file",
  label: () => "Export…",
  keys: ["E"],
  icon: IconFileExport,
});
const remove = {
  name: "Delete the collection, never a photo",
  label: () => "Delete",
  icon: IconTrash,
  isDanger: true,
};

/** The collection that is chosen in the list. */
export const chosenCollectionHome = defineHome<CollectionContext>()({
  id: "chosen-collection",
  title: "Collections",
  spots: ["collections"],
  actions: {
    open: does("open", {
      name: "Open the collection",
      label: () => "Open",
      keys: ["Enter"],
      icon: IconFolderOpen,
    }),
    stats,
    add,
    rename,
    own,
    export: exportIt,
    mark: {
      name: "Mark, to merge with others",
      keys: ["X"],
      icon: IconCheckbox,
      run: ({ onAct }) => onAct("mark"),
    },
    delete: does("delete", { ...remove, keys: ["Delete"] }),
  },
  moves: listedRowMoves("collection"),
});

/** The collection whose photos are shown. */
export const collectionHome = defineHome<CollectionContext>()({
  id: "collection",
  title: "Collection that is open",
  spots: ["collection"],
  actions: {
    stats,
    add,
    rename,
    split: does("split", {
      name: "Split off the photos that are chosen in it",
      label: () => "Split off what is chosen…",
      keys: ["Shift+S"],
      icon: IconArrowsSplit2,
      applies: ({ chosen }) => chosen > 0,
    }),
    own,
    export: exportIt,
    // Here the key takes photos out of it.
    delete: does("delete", remove),
  },
});

/** The screen of all collections. */
export interface CollectionsContext {
  /** How many are marked. */
  marked: number;
  onCreate(): void;
  onMerge(): void;
  onImport(): void;
  onHistory(): void;
  onUndo(): void;
}

export const collectionsHome = defineHome<CollectionsContext>()({
  id: "collections",
  title: "Collections",
  spots: ["collections"],
  actions: {
    create: { name: "New collection", keys: ["N"], icon: IconPlus, run: ({ onCreate }) => onCreate() },
    merge: {
      name: "Merge what is marked",
      keys: ["C"],
      icon: IconArrowMerge,
      applies: ({ marked }) => marked > 1,
      run: ({ onMerge }) => onMerge(),
    },
    import: {
      name: "Import from a file",
      keys: ["O"],
      icon: IconFileImport,
      run: ({ onImport }) => onImport(),
    },
    history: {
      name: "History: what was done, and the way back",
      keys: ["H"],
      icon: IconHistory,
      run: ({ onHistory }) => onHistory(),
    },
    undo: undoAction,
  },
});
