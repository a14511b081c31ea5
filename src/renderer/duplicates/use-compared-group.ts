import { useEffect, useState } from "react";
import { notify } from "../layout/notices.tsx";
import type { Place } from "../navigation/place.ts";
import { navigation } from "../navigation/use-navigation.ts";
import { pageSize } from "./pages.ts";
import type { Groups } from "./use-groups.ts";
import type { Review } from "./use-review.ts";

/** A group that the address names: looked for where it was, then page by page. */
interface Sought {
  groupId: string;
  /** -1: where it was when the address was written. */
  page: number;
}

/**
 * While groups are compared, the one that is looked at and the one that the address names are the same.
 *
 * @param position where the named group was in the list
 * @returns whether the named group is the one that is looked at, and no longer looked for
 */
export function useComparedGroup(place: Place, position: number, groups: Groups, review: Review): boolean {
  const named = place.over === "comparing" ? place.group : undefined;
  const [sought, setSought] = useState<Sought | undefined>(
    named === undefined ? undefined : { groupId: named, page: -1 },
  );
  const { group, index, seek } = review;
  const currentId = group?.id;

  // biome-ignore lint/correctness/useExhaustiveDependencies: when the address names another one.
  useEffect(() => {
    if (named === undefined || named === currentId) {
      setSought(undefined);
      return;
    }
    seek(named, position);
    setSought({ groupId: named, page: -1 });
  }, [named]);

  const isHere = sought !== undefined && groups.indexOf(sought.groupId) >= 0;
  // Another one lies where it is looked for: its page is known.
  const isElsewhere = sought !== undefined && !isHere && group !== undefined;
  useEffect(() => {
    if (isHere) setSought(undefined);
    if (!isElsewhere) return;
    const page = sought.page + 1;
    if (page * pageSize < groups.total) {
      seek(sought.groupId, page * pageSize);
      setSought({ ...sought, page });
    } else {
      setSought(undefined);
      navigation.closeOver();
      const remedy = "It was decided about, its files changed, or it is of another kind.";
      notify({ code: "", message: "That group is not in the list any more.", remedy });
    }
  }, [isHere, isElsewhere, sought, groups.total, seek]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: when another one is looked at.
  useEffect(() => {
    if (sought !== undefined || named === undefined || currentId === undefined) return;
    if (currentId !== named) navigation.compareGroup(currentId, index);
  }, [currentId, sought]);

  return sought === undefined;
}
