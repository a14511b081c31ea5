import { createHash } from "node:crypto";
import type { DuplicateTier, Sensitivity } from "../../contract/duplicates.ts";
import type { ComparedPair } from "../catalog/comparisons.ts";
import type { AssetKey } from "../catalog/duplicate-files.ts";
import { type GroupedPair, groupPictures } from "./grouping.ts";
import { type MomentPair, stackMoments } from "./moments.ts";
import type { VerdictBook } from "./verdict-book.ts";

/** A group before its files are looked at. */
export interface RawGroup {
  id: string;
  tier: DuplicateTier;
  confidence: number;
  /** Distinct contents; one in the `identical` tier. */
  assetIds: number[];
  /** The one the others were verified against. */
  centreId: number;
}

/**
 * The least confidence of a pair. Of the generated set's copies all but the oversaturated ones reach 0.70, of its bursts
 * the likest 0.61.
 */
export const leastConfidences: Record<Sensitivity, number> = { strict: 0.8, balanced: 0.66, loose: 0.4 };

/**
 * The least cosine of two embeddings of one moment. Measured with the model that ships, on 60 originals of the generated
 * set: 119 of 120 shots of one burst lie above 0.95, one at 0.946; of other things in the very same place 1 of 60 lies
 * above 0.9 and 7 above 0.85; of unrelated pictures none of 1,770 above 0.85. Another model needs its own.
 */
export const leastSimilarities: Record<Sensitivity, number> = { strict: 0.95, balanced: 0.9, loose: 0.85 };

export interface RawGroupOptions {
  sensitivity: Sensitivity;
  includeTurned: boolean;
}

export interface RawGroupSource {
  assets: readonly AssetKey[];
  pairs: readonly ComparedPair[];
  moments: readonly MomentPair[];
  verdicts: VerdictBook;
}

/** All groups of all tiers; no content is in two groups of the upper two tiers by what it looks like. */
export function buildRawGroups(source: RawGroupSource, options: RawGroupOptions): RawGroup[] {
  const { assets, verdicts } = source;
  const byId = new Map(assets.map((asset) => [asset.assetId, asset]));
  const shaOf = (assetId: number) => byId.get(assetId)?.sha256 ?? "";
  const areSeparate = (one: number, other: number) => verdicts.areApart(shaOf(one), shaOf(other));
  const isOpen = (group: RawGroup) => !verdicts.areKept(group.assetIds.map(shaOf));
  const pictures = samePictures(source, options, areSeparate);
  const groups = [...identical(assets), ...pictures, ...sameMoments(source, options, pictures, areSeparate)];
  return groups
    .filter(isOpen)
    .map((group) => ({ ...group, id: groupId(group.tier, group.assetIds.map(shaOf)) }));
}

function identical(assets: readonly AssetKey[]): RawGroup[] {
  return assets
    .filter(({ presentFiles }) => presentFiles > 1)
    .map(({ assetId }) => ({
      id: "",
      tier: "identical",
      confidence: 1,
      assetIds: [assetId],
      centreId: assetId,
    }));
}

function samePictures(
  { assets, pairs }: RawGroupSource,
  { sensitivity, includeTurned }: RawGroupOptions,
  areSeparate: (one: number, other: number) => boolean,
): RawGroup[] {
  const concerned = new Set<number>();
  const considered: GroupedPair[] = pairs.filter((pair) => includeTurned || !pair.isTurned);
  for (const { firstId, secondId } of considered) concerned.add(firstId).add(secondId);
  const items = assets
    .filter(({ assetId }) => concerned.has(assetId))
    .map(({ assetId, sha256, pixels }) => ({ id: assetId, key: sha256, pixels }));
  const leastConfidence = leastConfidences[sensitivity];
  return groupPictures(items, considered, { leastConfidence, areSeparate }).map(
    ({ memberIds, centreId, confidence }) => ({
      id: "",
      tier: "same-picture",
      confidence,
      assetIds: memberIds,
      centreId,
    }),
  );
}

/** Copies are no further shots: of each group of copies one stands for all. */
function sameMoments(
  { assets, moments }: RawGroupSource,
  { sensitivity }: RawGroupOptions,
  pictures: readonly RawGroup[],
  areSeparate: (one: number, other: number) => boolean,
): RawGroup[] {
  const copies = new Set(
    pictures.flatMap(({ assetIds, centreId }) => assetIds.filter((id) => id !== centreId)),
  );
  const concerned = new Set(moments.flatMap(({ firstId, secondId }) => [firstId, secondId]));
  const shots = assets
    .filter(({ assetId }) => concerned.has(assetId) && !copies.has(assetId))
    .map(({ assetId, sha256, takenAtMinutes }) => ({ id: assetId, key: sha256, takenAtMinutes }));
  return stackMoments(shots, moments, leastSimilarities[sensitivity], areSeparate).map(
    ({ memberIds, similarity }) => ({
      id: "",
      tier: "same-moment",
      confidence: Math.max(0, similarity),
      assetIds: memberIds,
      centreId: memberIds[0] as number,
    }),
  );
}

/** The same for the same tier and contents, whatever their order. */
function groupId(tier: DuplicateTier, contents: string[]): string {
  return createHash("sha256")
    .update(`${tier} ${contents.sort().join(" ")}`)
    .digest("hex")
    .slice(0, 16);
}
