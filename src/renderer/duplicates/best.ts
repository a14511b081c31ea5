import type { DuplicateGroup } from "../../contract/index.ts";
import { client } from "../api/connection.ts";
import { errorWords } from "../api/error-words.ts";
import { notify } from "../layout/notices.tsx";
import type { Review } from "./use-review.ts";

/**
 * Keeps the proposed copy and moves the others to the trash. A group that first needs a look (the best one lacks
 * something that another has, or it is a stack of different shots) is opened instead.
 */
export async function keepBest(review: Review, onLook: () => void): Promise<void> {
  const { group, decide } = review;
  if (!group) return;
  if (group.tier === "same-moment") {
    sayStacksAreByHand();
    onLook();
    return;
  }
  try {
    const { fields } = await client.duplicates.inheritance({ groupId: group.id });
    if (fields.length === 0 && !hasPartsToLose(group))
      return decide({ kind: "keep", keepFileIds: [group.keepFileId] });
    notify({
      code: "",
      message: "Look first:",
      remedy: "another copy has something that the best one lacks.",
    });
    onLook();
  } catch (error) {
    notify(errorWords(error));
  }
}

/** A video, RAW file or sidecar beside another copy, of a kind that the best one has not. */
export function hasPartsToLose({ members, keepFileId }: DuplicateGroup): boolean {
  const kept = members.find(({ fileId }) => fileId === keepFileId)?.parts.map(({ kind }) => kind) ?? [];
  return members.some(({ parts }) => parts.some(({ kind }) => !kept.includes(kind)));
}

export function sayStacksAreByHand(): void {
  notify({
    code: "",
    message: "These are different shots.",
    remedy: "Choose one and press K to keep it, or X to mark those that may go.",
  });
}
