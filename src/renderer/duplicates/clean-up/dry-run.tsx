import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import type { CleanUpPreview, PlannedMove } from "../../../contract/index.ts";
import { fileNameOf } from "../../search/results-list.ts";
import { count, fileSize } from "../../words/quantities.ts";
import { files, groups, ruleWords } from "../words.ts";
import styles from "./clean-up.module.css";
import { TakeOverList } from "./take-over-list.tsx";
import type { TakeOverChoices } from "./take-over-rules.ts";

interface DryRunProps {
  preview: CleanUpPreview;
  choices: TakeOverChoices;
  onChoices(choices: TakeOverChoices): void;
}

/** What would happen, before anything does: counts and space for each rule, then every single file. */
export function DryRun({ preview, choices, onChoices }: DryRunProps) {
  const deciding = preview.byRule.filter((line) => line.files > 0);
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
      {preview.left.length > 0 && (
        <p className={styles.left}>
          {files(preview.left.length)} {preview.left.length === 1 ? "stays" : "stay"} though a copy is kept:{" "}
          {preview.left[0]?.message}
        </p>
      )}
      {preview.moves.length > 0 && <Moves moves={preview.moves} />}
    </section>
  );
}

const lineHeightPixels = 44;

function Moves({ moves }: { moves: readonly PlannedMove[] }) {
  const box = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: moves.length,
    getScrollElement: () => box.current,
    estimateSize: () => lineHeightPixels,
    overscan: 8,
  });
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard.
    <div ref={box} className={styles.moves} role="list" tabIndex={0} aria-label="Files that would go">
      <div role="presentation" className={styles.movesSheet} style={{ height: virtualizer.getTotalSize() }}>
        {virtualizer.getVirtualItems().map(({ index, start }) => {
          const move = moves[index] as PlannedMove;
          return (
            <div key={move.path} role="listitem" className={styles.move} style={{ top: start }}>
              <span title={move.path}>{move.path}</span>
              <small title={move.keptPath}>
                {fileSize(move.sizeBytes)} · {keptWords(move)}
              </small>
            </div>
          );
        })}
      </div>
    </div>
  );
}

function keptWords({ path, keptPath, rule }: PlannedMove): string {
  const why = ruleWords[rule].name.toLowerCase();
  const isNamesake = fileNameOf(path) === fileNameOf(keptPath);
  return `stays: ${isNamesake ? keptPath : fileNameOf(keptPath)} (${why})`;
}
