import { Button, Checkbox, Group, Modal, Progress, SegmentedControl, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import type { Collection } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { type ErrorWords, errorWords } from "../api/error-words.ts";
import { api } from "../api/queries.ts";
import { FolderChooser } from "../folders/folder-chooser.tsx";
import styles from "../layout/dialogs.module.css";
import { Problem } from "../layout/name-dialog.tsx";
import { count, fileSize, photos } from "../words/quantities.ts";
import { exportFileName, folderOf, joinPath, quoted } from "./collection-words.ts";

type Format = "jsonl" | "snapshot";

const formatWords: Record<Format, string> = {
  jsonl: "One line of JSON for each photo: what is known of it, and its vectors. Any Shoebox imports it.",
  snapshot:
    "A snapshot of the collection in Qdrant: any Qdrant server takes it as it is, and any Shoebox imports it.",
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
            { value: "snapshot", label: "Qdrant snapshot", disabled: !collection.isOwnInQdrant },
          ]}
        />
        <p className={styles.dim}>
          {formatWords[format]} The photos themselves are not in it.
          {!collection.isOwnInQdrant && " There is a snapshot of what is a collection of its own in Qdrant."}
        </p>
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
        {isBusy && <ExportProgress collectionId={collection.collectionId} />}
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

const progressMillis = 400;

/** How far it is: a hundred thousand photos take a while. */
function ExportProgress({ collectionId }: { collectionId: number }) {
  const { data = [] } = useQuery({
    ...api.collections.exporting.queryOptions(),
    refetchInterval: progressMillis,
    staleTime: 0,
  });
  const mine = data.find((each) => each.collectionId === collectionId);
  return (
    <div aria-live="polite">
      <Progress
        value={mine ? (mine.photosDone / Math.max(1, mine.photosTotal)) * 100 : 0}
        aria-label="Photos that are written"
        mb={4}
      />
      <p className={styles.dim}>
        {mine ? `${count(mine.photosDone)} of ${photos(mine.photosTotal)} written` : "Writing…"}
      </p>
    </div>
  );
}
