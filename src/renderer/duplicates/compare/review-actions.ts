import { type DuplicateGroup, type DuplicateMember, errorDefinitions } from "../../../contract/index.ts";
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

/** What the keys and the buttons of an open group do. */
export function reviewActions(
  review: Review,
  group: DuplicateGroup,
  chosen: DuplicateMember,
  marks: Marks,
): ReviewActions {
  return {
    onBest: () => {
      if (group.tier === "same-moment") sayStacksAreByHand();
      else review.decide({ kind: "keep", keepFileIds: [group.keepFileId] });
    },
    onKeepThis: () => review.decide({ kind: "keep", keepFileIds: [chosen.fileId] }),
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
      } else review.decide({ kind: "keep", keepFileIds });
    },
  };
}
