import { IconX } from "@tabler/icons-react";
import type { ReadQuery } from "../../contract/index.ts";
import { applied, withoutPart } from "./query-edit.ts";
import styles from "./understood.module.css";

interface UnderstoodProps {
  query: string;
  read: ReadQuery;
  onQuery(query: string): void;
}

/** What was made of words without asking, to be seen, changed and taken back; what could not be understood, and why. */
export function Understood({ query, read, onQuery }: UnderstoodProps) {
  const dates = read.terms.filter(({ kind }) => kind === "date");
  return (
    <>
      {dates.length > 0 && (
        <ul className={styles.understood} aria-label="Dates in words">
          {dates.map((term) => {
            const { offset, length, label, asWords, asFilter, isExcluded } = term;
            const typed = query.slice(offset, offset + length);
            const put = (text: string) => onQuery(applied(query, { offset, length, text }));
            return (
              <li key={offset} className={styles.date}>
                <span>
                  “{typed}” is {isExcluded && "not "}
                  <strong>{label}</strong>
                </span>
                {asFilter !== null && (
                  <button type="button" title={asFilter} onClick={() => put(asFilter)}>
                    As a filter
                  </button>
                )}
                {asWords !== null && (
                  <button type="button" onClick={() => put(asWords)}>
                    Only words
                  </button>
                )}
                <button
                  type="button"
                  className={styles.off}
                  aria-label={`Take off ${typed}`}
                  onClick={() => onQuery(applied(query, withoutPart(query, term)))}
                >
                  <IconX size={14} />
                </button>
              </li>
            );
          })}
        </ul>
      )}
      {read.problems.slice(0, 2).map(({ offset, length, message, expected, suggestion }) => (
        <p key={offset} className={styles.problem} role="alert">
          <span>{message}</span>
          {suggestion === null && expected !== "" && (
            <span className={styles.expected}>Expected: {expected}.</span>
          )}
          {suggestion !== null && (
            <button
              type="button"
              title={`Expected: ${expected}`}
              onClick={() => onQuery(applied(query, { offset, length, text: suggestion }))}
            >
              Use {suggestion}
            </button>
          )}
        </p>
      ))}
    </>
  );
}
