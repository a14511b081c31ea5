import {
  type CleanUpPreview,
  inheritableFields,
  keepRuleNames,
  type PlannedMove,
} from "../../contract/cleaning.ts";
import { duplicateTiers } from "../../contract/duplicates.ts";
import { type Inheriting, offersFor } from "../duplicates/inheritance.ts";
import { pathForDisplay } from "../files/path-bytes.ts";
import type { CleanUpPlan, PlannedRemoval } from "./plan.ts";

/** The plan with what it rests on, with counts and space for each rule, and with each file. */
export function previewOf({ removals, left, inheriting }: CleanUpPlan): CleanUpPreview {
  return {
    ...countsOf(removals),
    byTier: duplicateTiers.flatMap((tier) => {
      const ofTier = removals.filter((removal) => removal.tier === tier);
      if (ofTier.length === 0) return [];
      const leastConfidence = Math.min(1, ...ofTier.map(({ confidence }) => confidence));
      return [{ tier, ...countsOf(ofTier), leastConfidence }];
    }),
    byRule: keepRuleNames.map((rule) => ({
      rule,
      ...countsOf(removals.filter((removal) => removal.rule === rule)),
    })),
    moves: removals.flatMap(movesOf),
    inheritance: countOffers(inheriting),
    left,
  };
}

function countsOf(removals: readonly PlannedRemoval[]) {
  return {
    groups: new Set(removals.map(({ groupId }) => groupId)).size,
    files: removals.reduce((sum, { parts }) => sum + 1 + parts.length, 0),
    bytes: removals.reduce((sum, removal) => sum + bytesOf(removal), 0),
  };
}

/** Won by a photo with its parts. */
export function bytesOf({ bytesWon, parts }: PlannedRemoval): number {
  return parts.reduce((sum, { sizeBytes }) => sum + sizeBytes, bytesWon);
}

function movesOf({ asset, file, groupId, rule, reason, keepers, parts }: PlannedRemoval): PlannedMove[] {
  const path = pathForDisplay(file.path);
  const keptPath = pathForDisplay(keepers[0]?.file.path ?? "");
  const shared = { assetId: asset.assetId, groupId, rule, keptPath };
  return [
    { ...shared, path, sizeBytes: file.sizeBytes, reason, partOf: null },
    ...parts.map((part) => ({
      ...shared,
      path: pathForDisplay(part.path),
      sizeBytes: part.sizeBytes,
      reason: `a part of ${pathForDisplay(file.name)}`,
      partOf: path,
    })),
  ];
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
