import { useCallback, useEffect, useMemo, useState } from "react";
import type { PhotoList } from "./photo-list.ts";
import {
  type Choosing,
  choose,
  chooseAll,
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

/** The photos that are chosen in a list, for as long as they are in it. */
export function useSelection(list: PhotoList): Chosen {
  const [kept, setKept] = useState(noSelection);
  const selection = useMemo(() => stillThere(kept, list), [kept, list]);
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
    chooseAll: () => setKept(chooseAll(selection, list)),
    clearMarks: () => {
      if (selection.marked.size === 0) return false;
      setKept(chooseOne(currentId));
      return true;
    },
  };
}
