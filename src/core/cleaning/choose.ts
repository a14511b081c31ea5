import type { Choice, Rules, TakeOver } from "../../contract/cleaning.ts";
import type { ReviewedAsset } from "../catalog/duplicate-files.ts";
import { type ReviewedGroup, reasonOf } from "../duplicates/describe-group.ts";
import type { DuplicateReview } from "../duplicates/review.ts";
import { ShoeboxError } from "../errors.ts";
import type { HeldFile, Removal } from "./plan.ts";

/** What is decided about one group. */
export interface Chosen {
  removals: Removal[];
  /** Files that are to stay, which no other group may take. */
  named: number[];
  /** Contents of the group, the kept one first. */
  members: ReviewedAsset[];
  accepted: readonly TakeOver[];
  group: ReviewedGroup;
}

/** All groups that the rules reach; never those of one moment. */
export function chooseByRules(rules: Rules, review: DuplicateReview): Chosen[] {
  return review
    .groupsWithAway(rules)
    .filter(({ raw }) => raw.tier !== "same-moment" && rules.tiers.includes(raw.tier))
    .filter(({ raw }) => raw.confidence >= rules.minConfidence)
    .map(chooseByRule);
}

function contentsOf({ candidates }: ReviewedGroup): ReviewedAsset[] {
  return [...new Map(candidates.map(({ asset }) => [asset.assetId, asset])).values()];
}

/** What is said of each file that goes. */
function wordsOf(group: ReviewedGroup, asset: ReviewedAsset) {
  const { id: groupId, tier, confidence } = group.raw;
  return { groupId, tier, confidence, reason: reasonOf(asset, group) };
}

function chooseByRule(group: ReviewedGroup): Chosen {
  const { raw, decision, losers } = group;
  const { kept, rule } = decision;
  const first: HeldFile = { asset: kept.asset, file: kept.file };
  // Any file of the kept content will do: its own copies may be cleaned up at the same time.
  const others =
    raw.tier === "identical"
      ? []
      : group.facts.files(kept.asset.assetId).filter(({ fileId }) => fileId !== kept.file.fileId);
  const keepers = [first, ...others.map((file) => ({ asset: kept.asset, file }))];
  const removals = losers.map((loser) => ({
    ...loser,
    ...wordsOf(group, loser.asset),
    rule,
    keepers,
  }));
  const named = raw.tier === "identical" ? [kept.file.fileId] : [];
  return { removals, named, members: contentsOf(group), accepted: [], group };
}

/** @throws QUERY_INVALID for a choice that keeps nothing of its group */
export function chooseByHand(group: ReviewedGroup, { keepFileIds, inherit = [] }: Choice): Chosen {
  const { raw, candidates } = group;
  const isKept = ({ file }: HeldFile) => keepFileIds.includes(file.fileId);
  const keepers = candidates.filter(isKept).map(({ asset, file }) => ({ asset, file }));
  if (keepers.length === 0) {
    throw new ShoeboxError("QUERY_INVALID", `A choice for group ${raw.id} keeps none of its files.`);
  }
  const removals = candidates
    .filter((candidate) => !isKept(candidate))
    .flatMap(({ asset, file }) => {
      const files = raw.tier === "identical" ? [file] : group.facts.files(asset.assetId);
      const facts = { ...wordsOf(group, asset), rule: "chosen" as const, keepers };
      return files.map((one) => ({ asset, file: one, ...facts }));
    });
  const named = keepers.map(({ file }) => file.fileId);
  const staying = new Set(keepers.map(({ asset }) => asset.assetId));
  // Nothing is lost with what stays.
  const accepted = inherit.filter(({ keep, from }) => staying.has(keep) && !staying.has(from));
  return { removals, named, members: contentsOf(group), accepted, group };
}
