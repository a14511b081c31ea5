import { Button } from "@mantine/core";
import { useState } from "react";
import type { VectorsCheck, VectorsStatus } from "../../contract/index.ts";
import type { ErrorWords } from "../api/error-words.ts";
import { fileNameOf } from "../search/results-list.ts";
import { count } from "../words/quantities.ts";
import styles from "./vectors.module.css";
import { rebuild, verify } from "./vectors-calls.ts";
import { checkWords, differenceWords, isAmiss } from "./vectors-words.ts";

type Found = { check: VectorsCheck } | { problem: ErrorWords };

/** Whether what is looked up is what the library has, and the way to mend it or make it anew. */
export function StoreCheck({ status }: { status: VectorsStatus }) {
  const [found, setFound] = useState<Found>();
  const [busy, setBusy] = useState<"check" | "repair">();
  const look = async (repair: boolean) => {
    setBusy(repair ? "repair" : "check");
    setFound(await verify(repair));
    setBusy(undefined);
  };
  const isRepairable = found && "check" in found && isAmiss(found.check) && !found.check.isRepaired;
  return (
    <div className={styles.check}>
      <div className={styles.actions}>
        <Button
          variant="default"
          loading={busy === "check"}
          disabled={busy !== undefined}
          onClick={() => void look(false)}
        >
          Check
        </Button>
        {isRepairable && (
          <Button loading={busy === "repair"} onClick={() => void look(true)}>
            Repair
          </Button>
        )}
        {status.wanted === null && (
          <Button variant="default" onClick={() => void rebuild()}>
            Make it anew
          </Button>
        )}
      </div>
      <p className={styles.dim}>
        A check compares counts and photos both ways, and 200 vectors by value. Made anew, it is filled again
        from the library.
      </p>
      <div aria-live="polite">
        {found && "problem" in found && (
          <p className={styles.trouble}>
            {found.problem.message} {found.problem.remedy}
          </p>
        )}
        {found && "check" in found && <Result check={found.check} />}
      </div>
    </div>
  );
}

function Result({ check }: { check: VectorsCheck }) {
  const { differences, missing, unknown, differing } = check;
  const rest = missing + unknown + differing - differences.length;
  return (
    <div className={styles.result} data-amiss={isAmiss(check) && !check.isRepaired}>
      <p>{checkWords(check)}</p>
      {differences.length > 0 && (
        <details>
          <summary>Which</summary>
          <ul>
            {differences.map(({ kind, sha256, path }) => (
              <li key={`${kind} ${sha256}`} title={path ?? sha256}>
                {path === null ? `${sha256.slice(0, 16)}…` : fileNameOf(path)}
                <small>{differenceWords[kind]}</small>
              </li>
            ))}
          </ul>
          {rest > 0 && <p className={styles.dim}>{count(rest)} more</p>}
        </details>
      )}
    </div>
  );
}
