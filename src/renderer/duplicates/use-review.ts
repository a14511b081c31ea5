import { useCallback, useEffect, useRef, useState } from "react";
import type { DuplicateGroup } from "../../contract/index.ts";
import { carryOut, type Decision, undoLast } from "./actions.ts";
import { duplicatesHome } from "./duplicates-home.ts";
import { undoStack } from "./undo-stack.ts";
import type { Groups } from "./use-groups.ts";

/** Which group is looked at: by name as long as it is listed, else by its place. */
interface Place {
  index: number;
  groupId: string | undefined;
}

export interface Review {
  /** -1 while there are no groups. */
  index: number;
  /** Undefined while it is on its way. */
  group: DuplicateGroup | undefined;
  skipped: ReadonlySet<string>;
  goTo(index: number): void;
  /** To this group, which may be there; as long as its page is not known, to the one at this place. */
  seek(groupId: string, index: number): void;
  decide(decision: Decision): void;
  skip(): void;
  undo(): void;
}

/** Goes through the groups and carries out what is decided about each, while the next one is already looked at. */
export function useReview(groups: Groups, { onElsewhere, onNothingToUndo }: ReviewEvents): Review {
  const [place, setPlace] = useState<Place>({ index: 0, groupId: undefined });
  const [skipped, setSkipped] = useState<ReadonlySet<string>>(new Set());
  const inHand = useRef(new Set<string>());
  const found = place.groupId === undefined ? -1 : groups.indexOf(place.groupId);
  const index = Math.min(found >= 0 ? found : place.index, groups.total - 1);
  const group = groups.at(index);
  // Groups that come in above do not change which one is looked at.
  const unnamed = place.groupId === undefined ? group?.id : undefined;
  useEffect(() => {
    if (unnamed !== undefined) setPlace((now) => ({ ...now, groupId: now.groupId ?? unnamed }));
  }, [unnamed]);

  const goTo = (to: number) => {
    const next = Math.max(0, Math.min(groups.total - 1, to));
    setPlace({ index: next, groupId: groups.at(next)?.id });
  };
  const seek = useCallback((groupId: string, at: number) => setPlace({ index: at, groupId }), []);
  // One after the other: what is taken back is what was done last, though it may not be done yet.
  const work = useRef(Promise.resolve());
  const undo = useCallback(() => {
    work.current = work.current.then(async () => {
      if (undoStack.length === 0) return onNothingToUndo();
      const done = await undoLast();
      if (!done) return;
      onElsewhere(done.group);
      setPlace({ index: done.index, groupId: done.group.id });
    });
  }, [onElsewhere, onNothingToUndo]);
  const decide = (decision: Decision) => {
    if (!group || inHand.current.has(group.id)) return;
    inHand.current.add(group.id);
    const next = groups.at(index + 1);
    if (index < groups.total - 1) goTo(index + 1);
    work.current = work.current.then(async () => {
      const isDone = await carryOut(group, index, decision, {
        label: "Undo",
        action: duplicatesHome.actions.undo,
        onClick: undo,
      });
      inHand.current.delete(group.id);
      if (isDone) return;
      // What could not be done is looked at again, unless one has gone on since.
      setPlace((now) => (now.groupId === next?.id ? { index, groupId: group.id } : now));
    });
  };
  return {
    index,
    group,
    skipped,
    goTo,
    seek,
    decide,
    skip: () => {
      if (group) setSkipped(new Set([...skipped, group.id]));
      goTo(index + 1);
    },
    undo,
  };
}

interface ReviewEvents {
  /** A group of maybe another tier is looked at again. */
  onElsewhere(group: DuplicateGroup): void;
  /** Undo was asked for and nothing was done since the page was opened. */
  onNothingToUndo(): void;
}
