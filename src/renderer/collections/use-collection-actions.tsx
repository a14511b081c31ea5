import { type ReactNode, useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { useFocusAfter } from "../keys/use-focus-back.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { AddPhotosDialog, RenameDialog, SplitDialog } from "./change-dialogs.tsx";
import { deleteCollection, setOwnInQdrant } from "./collection-calls.ts";
import type { CollectionAct } from "./collection-homes.ts";
import { ExportDialog } from "./export-dialog.tsx";

interface Options {
  /** Of the collection that is shown. */
  chosen: readonly number[];
  onStats(collection: Collection): void;
  /** The dialog is gone: the keys are the list's or the grid's again. */
  onClosed(): void;
  onDeleted(): void;
}

interface CollectionActions {
  act(action: CollectionAct, collection: Collection): void;
  /** The dialog that asks for what an action needs. */
  dialog: ReactNode;
}

/** Does what can be done with one collection, and asks for what that needs. */
export function useCollectionActions({ chosen, onStats, onClosed, onDeleted }: Options): CollectionActions {
  const [asking, setAsking] = useState<{ action: CollectionAct; collection: Collection }>();
  const act = (action: CollectionAct, collection: Collection) => {
    if (action === "open") navigation.openCollection(collection.collectionId);
    else if (action === "stats") onStats(collection);
    else if (action === "own") void setOwnInQdrant(collection, !collection.isOwnInQdrant);
    else if (action === "delete") void deleteCollection(collection).then((isDone) => isDone && onDeleted());
    else setAsking({ action, collection });
  };
  const onClose = () => setAsking(undefined);
  useFocusAfter(asking !== undefined, onClosed);
  const { action, collection } = asking ?? {};
  const dialog = collection && (
    <>
      {action === "add" && <AddPhotosDialog collection={collection} onClose={onClose} />}
      {action === "rename" && <RenameDialog collection={collection} onClose={onClose} />}
      {action === "split" && <SplitDialog collection={collection} chosen={chosen} onClose={onClose} />}
      {action === "export" && <ExportDialog collection={collection} onClose={onClose} />}
    </>
  );
  return { act, dialog };
}
