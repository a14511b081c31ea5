import type { DuplicateGroup } from "../../../contract/index.ts";

/** Files of a group that are to go. */
export type Marks = ReadonlySet<number>;

/** As proposed: all but the best; of a stack of different shots none, a person names them one by one. */
export function proposedMarks({ tier, members, keepFileId }: DuplicateGroup): Marks {
  if (tier === "same-moment") return new Set();
  return new Set(
    members
      .filter(({ fileId, isProtected }) => fileId !== keepFileId && !isProtected)
      .map(({ fileId }) => fileId),
  );
}

export function toggled(marks: Marks, fileId: number): Marks {
  const next = new Set(marks);
  if (!next.delete(fileId)) next.add(fileId);
  return next;
}

/** Files that stay when what is marked goes. */
export function keptOf({ members }: DuplicateGroup, marks: Marks): number[] {
  return members.map(({ fileId }) => fileId).filter((fileId) => !marks.has(fileId));
}

/** What the marked ones take. */
export function markedBytes({ members }: DuplicateGroup, marks: Marks): number {
  return members.filter(({ fileId }) => marks.has(fileId)).reduce((sum, { sizeBytes }) => sum + sizeBytes, 0);
}
