import type { Reason, SearchResult } from "../../contract/search.ts";
import type { SharedPhoto } from "../vectors/shared-photo.ts";

export const looksLikeIt: Reason = { signal: "picture", text: "looks like it", marks: [] };

/** A photo of another library as a result: whose it is, and which machine has the file. */
export function sharedResult(
  assetId: number,
  { copies, width, height, takenAt }: SharedPhoto,
  { rank, score }: { rank: number; score: number },
): SearchResult {
  const copy = copies.find(({ files }) => files.some(({ isPresent }) => isPresent)) ?? copies[0];
  const file = copy?.files.find(({ isPresent }) => isPresent) ?? copy?.files[0];
  return {
    rank,
    score,
    isLikely: true,
    why: [looksLikeIt],
    path: file?.path ?? "",
    assetId,
    owner: { library: copy?.libraryName ?? "another library", machine: copy?.machine ?? "another machine" },
    width,
    height,
    takenAt,
    takenAtSource: null,
    placeholder: null,
  };
}
