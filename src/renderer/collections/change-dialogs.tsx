import { Switch } from "@mantine/core";
import { useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { useIsQdrantInUse } from "../vectors/use-vectors.ts";
import { photos } from "../words/quantities.ts";
import {
  addPhotos,
  createCollection,
  mergeCollections,
  renameCollection,
  splitCollection,
} from "./collection-calls.ts";
import { CollectionNameDialog } from "./collection-name-dialog.tsx";
import { allQuoted, quoted } from "./collection-words.ts";
import { PhotoSource, type Source, selectionOf, sourceOf } from "./photo-source.tsx";
import { SourceDialog } from "./source-dialog.tsx";

interface DialogProps {
  onDone?(collection: Collection): void;
  onClose(): void;
}

interface CreateDialogProps extends DialogProps {
  /** This library's own photos that are chosen in a grid. */
  chosen?: readonly number[];
  /** What was looked for last. */
  query?: string;
  initialName?: string;
}

const nobody: readonly number[] = [];

export function CreateDialog({ chosen = nobody, query = "", initialName = "", ...props }: CreateDialogProps) {
  const [source, setSource] = useState<Source>(() => sourceOf(chosen.length > 0 ? "chosen" : "none", query));
  const [isOwnInQdrant, setOwnInQdrant] = useState(false);
  const isQdrantInUse = useIsQdrantInUse();
  const selection = selectionOf(source, chosen);
  return (
    <CollectionNameDialog
      title="New collection"
      confirm="Make it"
      initialName={initialName}
      isReady={selection !== undefined}
      onConfirm={(name) => createCollection(name, selection ?? {}, isOwnInQdrant)}
      onDone={({ collection }) => props.onDone?.(collection)}
      onClose={props.onClose}
    >
      <PhotoSource source={source} chosen={chosen.length} canBeNone onSource={setSource} />
      {isQdrantInUse && (
        <Switch
          checked={isOwnInQdrant}
          onChange={(event) => setOwnInQdrant(event.currentTarget.checked)}
          label="A collection of its own in Qdrant, too"
          description="For other programs that read the server: its photos lie there under its name as well."
        />
      )}
    </CollectionNameDialog>
  );
}

export function RenameDialog({ collection, ...props }: DialogProps & { collection: Collection }) {
  return (
    <CollectionNameDialog
      title={`Rename ${quoted(collection.name)}`}
      confirm="Rename"
      initialName={collection.name}
      onConfirm={(name) => renameCollection(collection, name)}
      onDone={(outcome) => props.onDone?.(outcome.collection)}
      onClose={props.onClose}
    />
  );
}

export function MergeDialog({ collections, ...props }: DialogProps & { collections: readonly Collection[] }) {
  return (
    <CollectionNameDialog
      title={`Merge ${collections.length} collections`}
      confirm="Merge"
      initialName={collections[0]?.name ?? ""}
      onConfirm={(name) => mergeCollections(collections, name)}
      onDone={(outcome) => props.onDone?.(outcome.collection)}
      onClose={props.onClose}
    >
      <p>
        The photos of {allQuoted(collections.map(({ name }) => name))} come together in one collection of this
        name, each once. The others are gone then; undo brings them back.
      </p>
    </CollectionNameDialog>
  );
}

export function SplitDialog({
  collection,
  chosen,
  ...props
}: DialogProps & { collection: Collection; chosen: readonly number[] }) {
  return (
    <CollectionNameDialog
      title={`Split ${quoted(collection.name)}`}
      confirm="Split"
      onConfirm={(name) => splitCollection(collection, [...chosen], name)}
      onDone={(outcome) => props.onDone?.(outcome.collection)}
      onClose={props.onClose}
    >
      <p>
        The {photos(chosen.length)} chosen leave {quoted(collection.name)} for a new collection of this name.
      </p>
    </CollectionNameDialog>
  );
}

export function AddPhotosDialog({ collection, ...props }: DialogProps & { collection: Collection }) {
  return (
    <SourceDialog
      title={`Add photos to ${quoted(collection.name)}`}
      confirm="Add them"
      onConfirm={(selection) => addPhotos(collection, selection)}
      onClose={props.onClose}
    />
  );
}
