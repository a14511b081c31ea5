import {
  type DuplicateGroup,
  type DuplicateMember,
  errorDefinitions,
  type TakeOver,
} from "../../../contract/index.ts";
import { notify } from "../../layout/notices.tsx";
import { sayStacksAreByHand } from "../best.ts";
import type { Review } from "../use-review.ts";
import { keptOf, type Marks } from "./marks.ts";

export interface ReviewActions {
  onBest(): void;
  onKeepThis(): void;
  onKeepAll(): void;
  onNotDuplicates(): void;
  onSkip(): void;
  onFollowMarks(): void;
}

/**
 * What the keys and the buttons of an open group do.
 * @param inheritOf what those that stay take over, as it is shown
 */
export function reviewActions(
  review: Review,
  group: DuplicateGroup,
  chosen: DuplicateMember,
  marks: Marks,
  inheritOf: (keepFileIds: readonly number[]) => TakeOver[],
): ReviewActions {
  const keep = (keepFileIds: number[]) =>
    review.decide({ kind: "keep", keepFileIds, inherit: inheritOf(keepFileIds) });
  return {
    onBest: () => {
      if (group.tier === "same-moment") sayStacksAreByHand();
      else keep([group.keepFileId]);
    },
    onKeepThis: () => keep([chosen.fileId]),
    onKeepAll: () => review.decide({ kind: "keep-all" }),
    onNotDuplicates: () => review.decide({ kind: "not-duplicates" }),
    onSkip: review.skip,
    onFollowMarks: () => {
      const keepFileIds = keptOf(group, marks);
      if (marks.size === 0) {
        notify({ code: "", message: "Nothing is marked.", remedy: "Press X at each one that may go." });
      } else if (keepFileIds.length === 0) {
        const { meaning, remedy } = errorDefinitions.LAST_COPY;
        notify({
          code: "LAST_COPY",
          message: "All copies are marked: one has to stay.",
          remedy: `${meaning} ${remedy}`,
        });
      } else keep(keepFileIds);
    },
  };
}
