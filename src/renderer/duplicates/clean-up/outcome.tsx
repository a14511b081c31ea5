import { Button } from "@mantine/core";
import {
  type CleanUpOutcome,
  type ErrorCode,
  errorDefinitions,
  type Refusal,
} from "../../../contract/index.ts";
import { putBack } from "../history/put-back.ts";
import { files, outcomeWords } from "../words.ts";
import styles from "./clean-up.module.css";

interface OutcomeProps {
  outcome: CleanUpOutcome;
  onClose(): void;
  onHistory(): void;
}

/** What came of it, and for each file that stayed the reason. */
export function Outcome({ outcome, onClose, onHistory }: OutcomeProps) {
  const { batchId, refused, foldersBesideRoots } = outcome;
  const undo = async () => {
    if (batchId !== null) await putBack({ batchId });
    onClose();
  };
  return (
    <div className={styles.confirmation}>
      <div role="status">
        <h3>{outcomeWords(outcome)}</h3>
      </div>
      {foldersBesideRoots.length > 0 && (
        <p>Their disk has no trash: they are kept in {foldersBesideRoots.join(", ")}.</p>
      )}
      {refused.length > 0 && <Refusals refused={refused} />}
      <div className={styles.footer}>
        <p />
        <Button variant="default" onClick={onHistory}>
          History
        </Button>
        {batchId !== null && (
          <Button variant="default" onClick={() => void undo()}>
            Put all back
          </Button>
        )}
        <Button onClick={onClose} data-autofocus>
          Done
        </Button>
      </div>
    </div>
  );
}

function Refusals({ refused }: { refused: readonly Refusal[] }) {
  const byCode = Map.groupBy(refused, ({ code }) => code);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls has to be reached by keyboard.
    <div className={styles.refusals} tabIndex={0} role="region" aria-label="Files that stay">
      {[...byCode].map(([code, some]: [ErrorCode, Refusal[]]) => (
        <section key={code}>
          <h4>
            {files(some.length)} {some.length === 1 ? "stays" : "stay"}: {errorDefinitions[code].meaning}
          </h4>
          <p>{errorDefinitions[code].remedy}</p>
          <ul>
            {some.slice(0, 200).map(({ path, message }) => (
              <li key={path} title={message}>
                {path}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </div>
  );
}
