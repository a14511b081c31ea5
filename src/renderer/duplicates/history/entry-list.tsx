import { Button } from "@mantine/core";
import { IconChevronDown, IconChevronRight } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import type { CleanUpEntry, JournalledMove } from "../../../contract/index.ts";
import { api } from "../../api/queries.ts";
import { dateTimeOf } from "../../words/dates.ts";
import { fileSize } from "../../words/quantities.ts";
import { files, takenOver } from "../words.ts";
import { CaptionLine, CollectionLine } from "./action-line.tsx";
import styles from "./history.module.css";
import { putBack } from "./put-back.ts";

const shownEntries = 200;

/** What was done to files, to collections and to captions, the latest first; a clean-up opens into its files. */
export function EntryList() {
  const { data: entries } = useQuery({
    ...api.history.list.queryOptions({ input: { limit: shownEntries } }),
    staleTime: 0,
  });
  if (entries?.length === 0) return <p className={styles.none}>Nothing was done yet.</p>;
  return (
    <ul className={styles.list}>
      {entries?.map((entry) => {
        if (entry.kind === "clean-up") return <BatchLine key={`clean-up ${entry.batchId}`} batch={entry} />;
        if (entry.kind === "caption")
          return <CaptionLine key={`caption ${entry.captionActionId}`} action={entry} />;
        return <CollectionLine key={`collection ${entry.actionId}`} action={entry} />;
      })}
    </ul>
  );
}

function BatchLine({ batch }: { batch: CleanUpEntry }) {
  const [isOpen, setOpen] = useState(false);
  const Chevron = isOpen ? IconChevronDown : IconChevronRight;
  return (
    <li>
      <div className={styles.line}>
        <button
          type="button"
          className={styles.toggle}
          aria-expanded={isOpen}
          onClick={() => setOpen(!isOpen)}
        >
          <Chevron size={16} aria-hidden="true" />
          <span>
            {batchWords(batch)}
            <small>{dateTimeOf(batch.startedAt)}</small>
          </span>
        </button>
        {batch.moved > 0 && batch.state !== "running" && (
          <Button
            size="xs"
            variant="default"
            aria-label={`Put back ${files(batch.moved)} of ${dateTimeOf(batch.startedAt)}`}
            onClick={() => void putBack({ batchId: batch.batchId })}
          >
            Put back
          </Button>
        )}
      </div>
      {isOpen && <Moves batchId={batch.batchId} />}
    </li>
  );
}

/** `moved` counts what is in the trash now, `gone` what no longer is, `restored` what came back from there. */
function batchWords({ state, moved, gone, restored, failed, bytes, inherited }: CleanUpEntry): string {
  const parts = [
    moved > 0 && `${files(moved)} in the trash, ${fileSize(bytes)}`,
    gone > 0 && `${files(gone)} gone from the trash`,
    restored > 0 && `${files(restored)} put back`,
    inherited > 0 && takenOver(inherited),
    failed > 0 && `${files(failed)} stayed`,
    state === "running" && "under way",
    state === "interrupted" && "interrupted: the rest was never touched",
  ];
  return parts.filter(Boolean).join("; ") || "Nothing was moved";
}

const stateWords: Record<JournalledMove["state"], string> = {
  planned: "never touched",
  moving: "on its way",
  moved: "in the trash",
  gone: "gone: no longer in the trash",
  failed: "stayed",
  restoring: "coming back",
  restored: "put back",
};

function Moves({ batchId }: { batchId: number }) {
  const { data: moves } = useQuery({
    ...api.history.moves.queryOptions({ input: { batchId } }),
    staleTime: 0,
  });
  return (
    <ul className={styles.moves}>
      {moves?.slice(0, 1000).map((move) => (
        <li key={move.moveId} className={styles.line}>
          <span className={styles.path} title={move.trashedTo ?? move.path}>
            {move.path}
            <small>
              {move.partOf !== null && "A part of the photo · "}
              {fileSize(move.sizeBytes)} · {stateWords[move.state]}
              {move.message !== null && `: ${move.message}`}
            </small>
          </span>
          {move.state === "moved" && (
            <Button
              size="compact-xs"
              variant="default"
              aria-label={`Put back ${move.path}`}
              onClick={() => void putBack({ moveId: move.moveId })}
            >
              Put back
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
