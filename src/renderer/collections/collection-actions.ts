import type { Collection } from "../../contract/index.ts";

export type CollectionActionName =
  | "open"
  | "stats"
  | "add"
  | "rename"
  | "split"
  | "own"
  | "export"
  | "delete"
  | "mark";

export interface CollectionAction {
  action: CollectionActionName;
  label: string;
  /** As it is shown; "" where it has none. */
  keys: string;
}

interface Where {
  /** Its photos are shown, not the list. */
  isOpen: boolean;
  /** Photos of it that are chosen. */
  chosen: number;
  isQdrantInUse: boolean;
}

/** What can be done with a collection here. Menu and keys both read it. */
export function collectionActions(
  { isOwnInQdrant }: Pick<Collection, "isOwnInQdrant">,
  { isOpen, chosen, isQdrantInUse }: Where,
): CollectionAction[] {
  const offers: (CollectionAction | false)[] = [
    !isOpen && { action: "open", label: "Open", keys: "Enter" },
    { action: "stats", label: "What is in it", keys: "T" },
    { action: "add", label: "Add a folder or a search…", keys: "B" },
    { action: "rename", label: "Rename…", keys: "R" },
    isOpen && chosen > 0 && { action: "split", label: "Split off what is chosen…", keys: "Shift S" },
    isQdrantInUse && {
      action: "own",
      label: isOwnInQdrant ? "No longer of its own in Qdrant" : "Of its own in Qdrant, too",
      keys: "Q",
    },
    { action: "export", label: "Export…", keys: "E" },
    // Where photos are shown the key takes these out of it.
    { action: "delete", label: "Delete", keys: isOpen ? "" : "Delete" },
  ];
  return offers.filter((offer) => offer !== false);
}

const byKey: Record<string, CollectionActionName> = {
  Enter: "open",
  t: "stats",
  b: "add",
  r: "rename",
  S: "split",
  q: "own",
  e: "export",
  Delete: "delete",
};

/** What a key does here; undefined where that cannot be done now. */
export function actionOfKey(
  key: string,
  offers: readonly CollectionAction[],
): CollectionActionName | undefined {
  const offer = offers.find(({ action }) => action === byKey[key]);
  return offer && offer.keys !== "" ? offer.action : undefined;
}
