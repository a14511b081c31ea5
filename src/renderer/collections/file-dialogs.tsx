import { Button, Checkbox, Group, Modal, SegmentedControl, TextInput } from "@mantine/core";
import { type FormEvent, useRef, useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { client, desktop } from "../api/connection.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { FolderChooser } from "../folders/folder-chooser.tsx";
import { count, fileSize, photos } from "../words/quantities.ts";
import { importCollection } from "./collection-calls.ts";
import { exportFileName, folderOf, joinPath, quoted } from "./collection-words.ts";
import styles from "./dialogs.module.css";
import { NameDialog, Problem } from "./name-dialog.tsx";

type Format = "jsonl" | "snapshot";

const formatWords: Record<Format, string> = {
  jsonl: "One line of JSON for each photo: what is known of it, and its vectors. Any Shoebox imports it.",
  snapshot: "A Qdrant snapshot: a server takes it as it is. Any Shoebox imports it, too.",
};

/** Writes a collection into one file. */
export function ExportDialog({ collection, onClose }: { collection: Collection; onClose(): void }) {
  const [format, setFormat] = useState<Format>("jsonl");
  const [path, setPath] = useState("");
  const [isOverwriting, setOverwriting] = useState(false);
  const [isTaken, setTaken] = useState(false);
  const [problem, setProblem] = useState<ErrorWords>();
  const [written, setWritten] = useState<string>();
  const [isBusy, setBusy] = useState(false);
  const [isChoosing, setChoosing] = useState(false);
  const changePath = (next: string) => {
    setPath(next);
    setTaken(false);
    setOverwriting(false);
    setProblem(undefined);
    setWritten(undefined);
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (path.trim() === "" || isBusy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const { collectionId } = collection;
      const answer = await client.collections.export({
        collectionId,
        path: path.trim(),
        format,
        isOverwriting,
      });
      setWritten(
        `${photos(answer.photos)} with ${count(answer.vectors)} vectors written to ${answer.path}: ${fileSize(answer.bytes)}.`,
      );
    } catch (error) {
      const words = errorWords(error);
      setTaken(words.code === "PATH_TAKEN");
      setProblem(words);
    }
    setBusy(false);
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Export ${quoted(collection.name)}`}
      size={560}
      lockScroll={false}
      centered
    >
      <form className={styles.form} onSubmit={(event) => void submit(event)}>
        <SegmentedControl
          aria-label="Kind of file"
          value={format}
          onChange={(next) => {
            setFormat(next as Format);
            if (path !== "") {
              changePath(joinPath(folderOf(path), exportFileName(collection.name, next as Format)));
            }
          }}
          data={[
            { value: "jsonl", label: "JSON lines" },
            { value: "snapshot", label: "Qdrant snapshot" },
          ]}
        />
        <p className={styles.dim}>{formatWords[format]} The photos themselves are not in it.</p>
        <div className={styles.line}>
          <TextInput
            label="File"
            placeholder={`/home/me/${exportFileName(collection.name, format)}`}
            value={path}
            onChange={(event) => changePath(event.currentTarget.value)}
            spellCheck={false}
            data-autofocus
          />
          <Button variant="default" onClick={() => setChoosing(true)}>
            Choose a folder…
          </Button>
        </div>
        {isTaken && (
          <Checkbox
            checked={isOverwriting}
            onChange={(event) => setOverwriting(event.currentTarget.checked)}
            label="Replace the file that lies there"
          />
        )}
        <Problem problem={problem} />
        {written !== undefined && (
          <p className={styles.done} role="status">
            {written}
          </p>
        )}
        <Group justify="flex-end" gap={8}>
          <Button variant="default" onClick={onClose}>
            {written === undefined ? "Cancel" : "Close"}
          </Button>
          <Button type="submit" disabled={path.trim() === ""} loading={isBusy}>
            Export
          </Button>
        </Group>
      </form>
      {isChoosing && (
        <FolderChooser
          title="Choose a folder"
          confirm="Choose this folder"
          onChoose={(folder) => changePath(joinPath(folder, exportFileName(collection.name, format)))}
          onClose={() => setChoosing(false)}
        />
      )}
    </Modal>
  );
}

interface ImportDialogProps {
  onDone?(collection: Collection): void;
  onClose(): void;
}

/** Reads a collection from a file that a Shoebox wrote. */
export function ImportDialog({ onDone, onClose }: ImportDialogProps) {
  const [path, setPath] = useState("");
  const input = useRef<HTMLInputElement>(null);
  return (
    <NameDialog
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
      <input
        ref={input}
        type="file"
        accept=".jsonl,.snapshot"
        hidden
        aria-label="File of a collection"
        onChange={({ currentTarget }) => {
          const file = currentTarget.files?.[0];
          // The same file can be chosen again.
          currentTarget.value = "";
          if (file && desktop) setPath(desktop.pathForFile(file));
        }}
      />
      <p className={styles.dim}>
        Photos are known by their contents, wherever they lie. Those that are not in the library yet join the
        collection when they come.
      </p>
    </NameDialog>
  );
}
