import { useCallback, useEffect, useMemo, useRef, useState } from "react";
import { errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import type { PhotoList } from "./photo-list.ts";
import {
  type Choosing,
  choose,
  chooseAll,
  chooseIds,
  chooseOne,
  chosenIds,
  noSelection,
  type Selection,
  stillThere,
} from "./selection.ts";

export interface Chosen {
  selection: Selection;
  /** Where the current photo is now; -1 when it is not in the list. */
  position: number;
  choose(position: number, how?: Choosing): void;
  chooseId(assetId: number | undefined): void;
  chooseAll(): void;
  /** The several are one again. @returns false where there were not several */
  clearMarks(): boolean;
  /** This library's own photos that an action is about: all in the list. */
  ids: readonly number[];
}

/** A list that is loaded page by page. */
export interface PagedList {
  /** What is shown; another one is another list. */
  key: string;
  /** Every photo of it, those of pages that are not loaded too. */
  allIds(): Promise<readonly number[]>;
}

interface Beyond {
  key: string | undefined;
  assetIds: ReadonlySet<number>;
}

const nothingBeyond: Beyond = { key: undefined, assetIds: new Set() };

/**
 * The photos that are chosen in a list, for as long as they are in it and it answers the same: of other words, far down,
 * they would be where nobody sees that they are chosen.
 *
 * @param paged where not all of it is loaded
 */
export function useSelection(list: PhotoList, paged?: PagedList): Chosen {
  const [kept, setKept] = useState(noSelection);
  const [known, setKnown] = useState(nothingBeyond);
  const { subject } = list;
  const [subjectBefore, setSubjectBefore] = useState(subject);
  if (subject !== subjectBefore) {
    setSubjectBefore(subject);
    if (subject !== undefined && subjectBefore !== undefined) setKept(noSelection);
  }
  const beyond = known.key === paged?.key ? known.assetIds : nothingBeyond.assetIds;
  const selection = useMemo(() => stillThere(kept, list, beyond), [kept, list, beyond]);
  const latestKey = useRef(paged?.key);
  latestKey.current = paged?.key;
  useEffect(() => setKept(selection), [selection]);
  const { currentId } = selection;
  const position = useMemo(
    () => (currentId === undefined ? -1 : list.positionOf(currentId)),
    [list, currentId],
  );
  const chooseAt = useCallback(
    (at: number, how: Choosing = "one") => setKept((before) => choose(before, list, at, how)),
    [list],
  );
  const chooseId = useCallback((assetId: number | undefined) => setKept(chooseOne(assetId)), []);
  const ids = useMemo(
    () => (position < 0 && selection.marked.size === 0 ? [] : chosenIds(selection)),
    [selection, position],
  );
  return {
    selection,
    position,
    ids,
    choose: chooseAt,
    chooseId,
    chooseAll: () => {
      if (!paged) {
        setKept(chooseAll(selection, list));
        return;
      }
      const { key } = paged;
      void paged.allIds().then(
        (assetIds) => {
          // Something else is shown by now.
          if (latestKey.current !== key) return;
          setKnown({ key, assetIds: new Set(assetIds) });
          setKept((before) => chooseIds(before, assetIds));
        },
        (error: unknown) => notify(errorWords(error)),
      );
    },
    clearMarks: () => {
      if (selection.marked.size === 0) return false;
      setKept(chooseOne(currentId));
      return true;
    },
  };
}
