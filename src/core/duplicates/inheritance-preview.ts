import type { InheritedField } from "../../contract/duplicates.ts";
import { ShoeboxError } from "../errors.ts";
import { offersFor } from "./inheritance.ts";
import type { DuplicateReview } from "./review.ts";

/** What one photo of a group could take over from the others. @throws GROUP_NOT_FOUND, ASSET_NOT_FOUND */
export function previewInheritance(
  review: DuplicateReview,
  groupId: string,
  keep: number | undefined,
): { keep: number; fields: InheritedField[] } {
  const { candidates, decision } = review.find(groupId);
  const kept =
    keep === undefined ? decision.kept.asset : candidates.find(({ asset }) => asset.assetId === keep)?.asset;
  if (!kept) throw new ShoeboxError("ASSET_NOT_FOUND", `Photo ${keep} is not in group ${groupId}.`);
  const others = candidates.map(({ asset }) => asset).filter((asset) => asset.assetId !== kept.assetId);
  return { keep: kept.assetId, fields: offersFor(kept, others) };
}
