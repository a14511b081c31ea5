import type { ReactNode } from "react";
import type { VectorsStatus } from "../../contract/index.ts";
import styles from "./vectors.module.css";
import {
  keyWords,
  pointsWords,
  refusedWords,
  stateWords,
  troubleWords,
  waitingWords,
} from "./vectors-words.ts";

interface ServerFactsProps {
  qdrant: NonNullable<VectorsStatus["qdrant"]>;
  isFallback: boolean;
  /** How much it has is told by the progress of that. */
  isFilling: boolean;
}

/** How the server is, what lies in it, and what it was not told yet. */
export function ServerFacts({ qdrant, isFallback, isFilling }: ServerFactsProps) {
  const { state, trouble, serverVersion, collection } = qdrant;
  const [waiting, refused, points, key] = [
    waitingWords(qdrant),
    refusedWords(qdrant),
    pointsWords(qdrant),
    keyWords(qdrant),
  ];
  return (
    <div className={styles.server}>
      {trouble && (
        <p className={styles.trouble} role="alert">
          {troubleWords(trouble)} <code>{trouble.code}</code>
        </p>
      )}
      {isFallback && (
        <p className={styles.note} role="status">
          Search goes on: the library’s own vectors are searched, every one of them, until the server is back.
        </p>
      )}
      {refused !== undefined && (
        <p className={styles.trouble} role="alert">
          {refused}
        </p>
      )}
      <dl className={styles.facts}>
        <Fact name="Server">
          <span className={styles.state} data-state={state} role="status">
            {stateWords(qdrant)}
          </span>
          {serverVersion !== null && <small>Qdrant {serverVersion}</small>}
        </Fact>
        <Fact name="Collection">{collection}</Fact>
        {points !== undefined && !isFilling && <Fact name="In it">{points}</Fact>}
        {waiting !== undefined && !isFilling && <Fact name="Not sent yet">{waiting}</Fact>}
        <Fact name="Key">{key ?? "None"}</Fact>
      </dl>
    </div>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}
