import { Fragment } from "react";
import type { Reason } from "../../contract/index.ts";
import styles from "./search.module.css";

/** "keyword: dog, folder: Dogs 2021", the words that were looked for marked in it. */
export function Reasons({ why }: { why: readonly Reason[] }) {
  return why.map((reason, at) => (
    <Fragment key={`${reason.signal} ${reason.text}`}>
      {at > 0 && ", "}
      <ReasonText reason={reason} />
    </Fragment>
  ));
}

function ReasonText({ reason: { signal, text, marks } }: { reason: Reason }) {
  const pieces = markedPieces(text, marks).map(({ offset, piece, isMarked }) =>
    isMarked ? (
      <mark key={offset} className={styles.mark}>
        {piece}
      </mark>
    ) : (
      piece
    ),
  );
  return (
    <>
      {signal !== "picture" && signal !== "filter" && `${signal}: `}
      {pieces}
    </>
  );
}

/** A text cut where marks begin and end. Marks that overlap are one. */
export function markedPieces(text: string, marks: Reason["marks"]) {
  const pieces: { offset: number; piece: string; isMarked: boolean }[] = [];
  const add = (from: number, to: number, isMarked: boolean) => {
    if (to > from) pieces.push({ offset: from, piece: text.slice(from, to), isMarked });
  };
  let at = 0;
  for (const { offset, length } of marks.toSorted((left, right) => left.offset - right.offset)) {
    add(at, offset, false);
    add(Math.max(at, offset), offset + length, true);
    at = Math.max(at, offset + length);
  }
  add(at, text.length, false);
  return pieces;
}
