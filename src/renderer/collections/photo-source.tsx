import { Button, NumberInput, SegmentedControl, TextInput } from "@mantine/core";
import { useState } from "react";
import type { PhotoSelection } from "../../contract/index.ts";
import { FolderChooser } from "../folders/folder-chooser.tsx";
import styles from "../layout/dialogs.module.css";
import { photos } from "../words/quantities.ts";

/** Where the photos of a collection come from. */
export interface Source {
  kind: "none" | "chosen" | "folder" | "query";
  directory: string;
  query: string;
  limit: number;
}

export function sourceOf(kind: Source["kind"], query = ""): Source {
  return { kind, directory: "", query, limit: 200 };
}

/** What the API is asked for; undefined while something is not said yet. */
export function selectionOf(source: Source, chosen: readonly number[]): PhotoSelection | undefined {
  if (source.kind === "none") return {};
  if (source.kind === "chosen") return { assetIds: [...chosen] };
  const [directory, query] = [source.directory.trim(), source.query.trim()];
  if (source.kind === "folder") return directory === "" ? undefined : { directory };
  return query === "" ? undefined : { query, limit: source.limit };
}

interface PhotoSourceProps {
  source: Source;
  /** How many are chosen in the grid. */
  chosen: number;
  /** Whether it can be empty at first. */
  canBeNone: boolean;
  onSource(source: Source): void;
}

/** By hand, by folder, or everything that a search finds at this moment. */
export function PhotoSource({ source, chosen, canBeNone, onSource }: PhotoSourceProps) {
  const [isChoosing, setChoosing] = useState(false);
  const kinds = [
    canBeNone && { value: "none", label: "None yet" },
    chosen > 0 && { value: "chosen", label: `The ${photos(chosen)} chosen` },
    { value: "folder", label: "A folder" },
    { value: "query", label: "What a search finds" },
  ].filter((kind) => kind !== false);
  return (
    <>
      <SegmentedControl
        aria-label="Photos"
        fullWidth
        value={source.kind}
        onChange={(kind) => onSource({ ...source, kind: kind as Source["kind"] })}
        data={kinds}
      />
      {source.kind === "folder" && (
        <div className={styles.line}>
          <TextInput
            label="Folder"
            description="All photos in it, and in the folders below it, as they are now."
            value={source.directory}
            onChange={(event) => onSource({ ...source, directory: event.currentTarget.value })}
            spellCheck={false}
          />
          <Button variant="default" onClick={() => setChoosing(true)}>
            Choose…
          </Button>
        </div>
      )}
      {source.kind === "query" && (
        <>
          <TextInput
            label="Search"
            description="What it finds at this moment. Photos that come later do not join by themselves."
            placeholder="a dog by the sea at dusk"
            value={source.query}
            onChange={(event) => onSource({ ...source, query: event.currentTarget.value })}
            spellCheck={false}
          />
          <NumberInput
            label="No more than"
            description="Of photos that only look like it. Where the words stand, all are taken."
            min={1}
            max={100_000}
            value={source.limit}
            onChange={(limit) => typeof limit === "number" && onSource({ ...source, limit })}
          />
        </>
      )}
      {isChoosing && (
        <FolderChooser
          title="Choose a folder"
          confirm="Choose this folder"
          onChoose={(directory) => onSource({ ...source, directory })}
          onClose={() => setChoosing(false)}
        />
      )}
    </>
  );
}
