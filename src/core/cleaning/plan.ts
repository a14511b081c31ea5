import {
  type Choice,
  type CleanUp,
  type CleanUpPreview,
  inheritableFields,
  type KeepRuleName,
  keepRuleNames,
  type Refusal,
  type Rules,
  type TakeOver,
} from "../../contract/cleaning.ts";
import type { ReviewedAsset, ReviewedFile } from "../catalog/duplicate-files.ts";
import type { PlannedInheritance } from "../catalog/own-values.ts";
import type { ReviewedGroup } from "../duplicates/describe-group.ts";
import { type Inheriting, offersFor, planInheritance, takeOversOf } from "../duplicates/inheritance.ts";
import type { DuplicateReview } from "../duplicates/review.ts";
import { ShoeboxError } from "../errors.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import { isInside } from "../files/path-inside.ts";

/** A file with what it holds. */
export interface HeldFile {
  asset: ReviewedAsset;
  file: ReviewedFile;
}

/** One file that is to go, and those of which at least one must be there when it does. */
export interface PlannedRemoval extends HeldFile {
  groupId: string;
  rule: KeepRuleName;
  keepers: HeldFile[];
}

export interface CleanUpPlan {
  removals: PlannedRemoval[];
  /** Stay although a copy is kept. */
  left: Refusal[];
  groups: Map<string, KeepRuleName>;
  inheritances: PlannedInheritance[];
  /** Of each group that rules decided: what stays could take over from what goes. */
  inheriting: Inheriting[];
}

/**
 * What following rules, or a person's choices, comes to. No file is both kept and removed, and none without another
 * copy to stay.
 * @throws GROUP_NOT_FOUND, QUERY_INVALID for a choice that keeps nothing of its group
 */
export function planCleanUp(request: CleanUp, review: DuplicateReview): CleanUpPlan {
  const rules = request.rules ?? review.settings().rules;
  const chosen = request.choices
    ? request.choices.map((choice) => chooseByHand(review.find(choice.groupId, rules), choice, review))
    : review
        .groupsWithAway(rules)
        .filter(({ raw }) => raw.tier !== "same-moment" && rules.tiers.includes(raw.tier))
        .filter(({ raw }) => raw.confidence >= rules.minConfidence)
        .map((group) => chooseByRule(group, review));
  const kept = new Set(chosen.flatMap(({ named }) => named));
  const going = new Map<number, PlannedRemoval>();
  const plan: CleanUpPlan = { removals: [], left: [], groups: new Map(), inheritances: [], inheriting: [] };
  for (const removal of chosen.flatMap(({ removals }) => removals)) {
    const { fileId } = removal.file;
    if (kept.has(fileId) || going.has(fileId)) continue;
    const refusal = stays(removal, rules, review);
    if (refusal) plan.left.push(refusal);
    else going.set(fileId, removal);
  }
  for (const removal of going.values()) {
    const keepers = removal.keepers.filter(({ file }) => !going.has(file.fileId));
    plan.removals.push({ ...removal, keepers });
    plan.groups.set(removal.groupId, removal.rule);
  }
  const filesGoing = Map.groupBy(plan.removals, ({ asset }) => asset.assetId);
  const isGone = (assetId: number) => filesGoing.get(assetId)?.length === review.filesOf(assetId).length;
  if (request.choices) {
    plan.inheritances = chosen.flatMap(({ accepted, members }) => planInheritance(accepted, members));
    return plan;
  }
  plan.inheriting = chosen
    .map(({ members: [kept, ...others] }) => ({
      kept: kept as ReviewedAsset,
      going: others.filter(({ assetId }) => isGone(assetId)),
    }))
    .filter(({ kept, going }) => going.length > 0 && !isGone(kept.assetId));
  plan.inheritances = plan.inheriting.flatMap((one) =>
    planInheritance(takeOversOf(one, request.inherit ?? []), [one.kept, ...one.going]),
  );
  return plan;
}

interface Chosen {
  removals: PlannedRemoval[];
  /** Files that a person named, which no other group may take. */
  named: number[];
  /** Contents of the group, the kept one first. */
  members: ReviewedAsset[];
  accepted: readonly TakeOver[];
}

function contentsOf({ candidates }: ReviewedGroup): ReviewedAsset[] {
  return [...new Map(candidates.map(({ asset }) => [asset.assetId, asset])).values()];
}

function chooseByRule(group: ReviewedGroup, review: DuplicateReview): Chosen {
  const { raw, decision, losers } = group;
  const { kept, rule } = decision;
  // Any file of the kept content will do: its own copies may be cleaned up at the same time.
  const keepers =
    raw.tier === "identical"
      ? [{ asset: kept.asset, file: kept.file }]
      : review.filesOf(kept.asset.assetId).map((file) => ({ asset: kept.asset, file }));
  const removals = losers.map((loser) => ({ ...loser, groupId: raw.id, rule, keepers }));
  const named = raw.tier === "identical" ? [kept.file.fileId] : [];
  return { removals, named, members: contentsOf(group), accepted: [] };
}

function chooseByHand(
  group: ReviewedGroup,
  { keepFileIds, inherit = [] }: Choice,
  review: DuplicateReview,
): Chosen {
  const { raw, candidates } = group;
  const isKept = ({ file }: HeldFile) => keepFileIds.includes(file.fileId);
  const keepers = candidates.filter(isKept).map(({ asset, file }) => ({ asset, file }));
  if (keepers.length === 0) {
    throw new ShoeboxError("QUERY_INVALID", `A choice for group ${raw.id} keeps none of its files.`);
  }
  const removals = candidates
    .filter((candidate) => !isKept(candidate))
    .flatMap(({ asset, file }) => {
      const files = raw.tier === "identical" ? [file] : review.filesOf(asset.assetId);
      return files.map((one) => ({ asset, file: one, groupId: raw.id, rule: "chosen" as const, keepers }));
    });
  const named = keepers.map(({ file }) => file.fileId);
  const staying = new Set(keepers.map(({ asset }) => asset.assetId));
  // Nothing is lost with what stays.
  const accepted = inherit.filter(({ keep, from }) => staying.has(keep) && !staying.has(from));
  return { removals, named, members: contentsOf(group), accepted };
}

function stays(
  { file }: HeldFile,
  { protectedFolders }: Rules,
  review: DuplicateReview,
): Refusal | undefined {
  const path = pathForDisplay(file.path);
  const folder = protectedFolders.find((candidate) => isInside(file.path, candidate));
  if (folder !== undefined)
    return { path, code: "PROTECTED", message: `It lies in the protected folder ${folder}.` };
  if (!review.isOnline(file.rootId)) {
    const message = `The disk with ${pathForDisplay(file.rootPath)} is not connected.`;
    return { path, code: "ROOT_OFFLINE", message };
  }
  return undefined;
}

/** The plan with counts and space for each rule. */
export function previewOf({ removals, left, groups, inheriting }: CleanUpPlan): CleanUpPreview {
  const bytesOf = (some: readonly PlannedRemoval[]) =>
    some.reduce((sum, { file }) => sum + file.sizeBytes, 0);
  const byRule = keepRuleNames.map((rule) => {
    const ofRule = removals.filter((removal) => removal.rule === rule);
    const decided = [...groups.values()].filter((name) => name === rule).length;
    return { rule, groups: decided, files: ofRule.length, bytes: bytesOf(ofRule) };
  });
  return {
    groups: groups.size,
    files: removals.length,
    bytes: bytesOf(removals),
    byRule,
    moves: removals.map(({ asset, file, groupId, rule, keepers }) => ({
      path: pathForDisplay(file.path),
      assetId: asset.assetId,
      sizeBytes: file.sizeBytes,
      groupId,
      rule,
      keptPath: pathForDisplay(keepers[0]?.file.path ?? ""),
    })),
    inheritance: countOffers(inheriting),
    left,
  };
}

function countOffers(inheriting: readonly Inheriting[]): CleanUpPreview["inheritance"] {
  const offers = inheriting.flatMap(({ kept, going }) => offersFor(kept, going));
  return inheritableFields.flatMap((field) => {
    const ofField = offers.filter((offer) => offer.field === field);
    if (ofField.length === 0) return [];
    const empty = ofField.filter(({ kept }) => kept === null).length;
    return [{ field, empty, different: ofField.length - empty }];
  });
}
