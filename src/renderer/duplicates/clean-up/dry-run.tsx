import { SegmentedControl } from "@mantine/core";
import { useState } from "react";
import type { CleanUpPreview, PlannedMove, Refusal } from "../../../contract/index.ts";
import { fileNameOf } from "../../search/results-list.ts";
import { count, fileSize } from "../../words/quantities.ts";
import { files, groups, ruleWords, tiersWords } from "../words.ts";
import styles from "./clean-up.module.css";
import { type FileLine, FileLines } from "./file-lines.tsx";
import { TakeOverList } from "./take-over-list.tsx";
import type { TakeOverChoices } from "./take-over-rules.ts";

type Listed = "going" | "left";

interface DryRunProps {
  preview: CleanUpPreview;
  choices: TakeOverChoices;
  onChoices(choices: TakeOverChoices): void;
}

/** What would happen, before anything does: counts and space for each rule, then every single file. */
export function DryRun({ preview, choices, onChoices }: DryRunProps) {
  const deciding = preview.byRule.filter((line) => line.files > 0);
  const [listed, setListed] = useState<Listed>("going");
  const hasBoth = preview.left.length > 0 && preview.moves.length > 0;
  return (
    <section className={styles.dryRun} aria-label="Dry run">
      <h3>
        {preview.files === 0
          ? "Nothing would be moved"
          : `${files(preview.files)} would go, ${fileSize(preview.bytes)} won`}
      </h3>
      <p className={styles.dim}>
        {preview.files > 0 && `In ${groups(preview.groups)}. `}Nothing happens before you say so.
      </p>
      {preview.byTier.length > 0 && <p>{tiersWords(preview.byTier)}</p>}
      {deciding.length > 0 && (
        <table className={styles.rules}>
          <thead>
            <tr>
              <th scope="col">Decided by</th>
              <th scope="col">Groups</th>
              <th scope="col">Files</th>
              <th scope="col">Space</th>
            </tr>
          </thead>
          <tbody>
            {deciding.map((line) => (
              <tr key={line.rule}>
                <th scope="row">{ruleWords[line.rule].name}</th>
                <td>{count(line.groups)}</td>
                <td>{count(line.files)}</td>
                <td>{fileSize(line.bytes)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <TakeOverList inheritance={preview.inheritance} choices={choices} onChoices={onChoices} />
      {hasBoth && (
        <SegmentedControl
          size="xs"
          aria-label="Which files to list"
          value={listed}
          onChange={(value) => setListed(value as Listed)}
          data={[
            { value: "going", label: `${files(preview.files)} would go` },
            { value: "left", label: leftWords(preview.left) },
          ]}
        />
      )}
      {!hasBoth && preview.left.length > 0 && <p className={styles.dim}>{leftWords(preview.left)}:</p>}
      {preview.moves.length > 0 && listed === "going" && (
        <FileLines label="Files that would go" lines={preview.moves.map(moveLine)} />
      )}
      {preview.left.length > 0 && (listed === "left" || preview.moves.length === 0) && (
        <FileLines label="Files that stay" lines={preview.left.map(leftLine)} />
      )}
    </section>
  );
}

/** "12 files stay though a copy is kept" */
function leftWords(left: CleanUpPreview["left"]): string {
  return `${files(left.length)} ${left.length === 1 ? "stays" : "stay"} though a copy is kept`;
}

function leftLine({ path, message }: Refusal): FileLine {
  return { path, words: message };
}

function moveLine(move: PlannedMove): FileLine {
  const { path, sizeBytes, reason, partOf } = move;
  if (partOf !== null) return { path, words: `${fileSize(sizeBytes)} · goes with ${fileNameOf(partOf)}` };
  return { path, words: `${fileSize(sizeBytes)} · ${reason} · ${keptWords(move)}` };
}

function keptWords({ path, keptPath, rule }: PlannedMove): string {
  const why = ruleWords[rule].name.toLowerCase();
  const isNamesake = fileNameOf(path) === fileNameOf(keptPath);
  return `stays: ${isNamesake ? keptPath : fileNameOf(keptPath)} (${why})`;
}
