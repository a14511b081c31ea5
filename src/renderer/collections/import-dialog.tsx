import { Button, TextInput } from "@mantine/core";
import { useRef, useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { desktop } from "../api/connection.ts";
import styles from "../layout/dialogs.module.css";
import { HiddenFileInput } from "../layout/hidden-file-input.tsx";
import { importCollection } from "./collection-calls.ts";
import { CollectionNameDialog } from "./collection-name-dialog.tsx";

interface ImportDialogProps {
  onDone?(collection: Collection): void;
  onClose(): void;
}

/** Reads a collection from a file that a Shoebox wrote. */
export function ImportDialog({ onDone, onClose }: ImportDialogProps) {
  const [path, setPath] = useState("");
  const input = useRef<HTMLInputElement>(null);
  return (
    <CollectionNameDialog
      title="Import a collection"
      confirm="Import"
      isNameOptional
      isReady={path.trim() !== ""}
      onConfirm={(name) => importCollection(path.trim(), name === "" ? undefined : name)}
      onDone={({ collection }) => onDone?.(collection)}
      onClose={onClose}
    >
      <div className={styles.line}>
        <TextInput
          label="File"
          description="On the machine that Shoebox runs on."
          placeholder="/home/me/Holiday.jsonl"
          data-autofocus
          value={path}
          onChange={(event) => setPath(event.currentTarget.value)}
          spellCheck={false}
        />
        {desktop && (
          <Button variant="default" onClick={() => input.current?.click()}>
            Choose a file…
          </Button>
        )}
      </div>
      <HiddenFileInput
        ref={input}
        accept=".jsonl,.json,.snapshot"
        label="File of a collection"
        onFile={(file) => desktop && setPath(desktop.pathForFile(file))}
      />
      <p className={styles.dim}>
        Photos are known by their contents, wherever they lie. Those that are not in the library yet join the
        collection when they come.
      </p>
    </CollectionNameDialog>
  );
}
