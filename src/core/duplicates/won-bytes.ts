import type { ReviewedFile } from "../catalog/duplicate-files.ts";

type Numbered = Pick<ReviewedFile, "fileId" | "inode" | "diskId">;

/**
 * Two files of one content with the same key are two names of one file (hard links), as far as the catalog can tell: the
 * same number on the same disk. Whoever moves files looks at the disk again.
 */
function keyOf({ fileId, inode, diskId }: Numbered): string {
  return inode === 0 ? `file ${fileId}` : `${inode} on ${diskId}`;
}

export function areOneFile(one: Numbered, other: Numbered): boolean {
  return keyOf(one) === keyOf(other);
}

/** What is won when these files go: nothing by a name of a file that keeps another name. */
export function bytesWon(going: readonly ReviewedFile[], staying: readonly ReviewedFile[]): number {
  const won = new Map(going.map((file) => [keyOf(file), file.sizeBytes]));
  for (const file of staying) won.delete(keyOf(file));
  return [...won.values()].reduce((sum, bytes) => sum + bytes, 0);
}
