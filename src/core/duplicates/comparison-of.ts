import type { Comparison } from "../catalog/comparisons.ts";
import { invert } from "../imaging/comparison/affine.ts";
import { comparisonVersion, type PairMeasures } from "../imaging/comparison/compare.ts";
import { confidenceOf, isRefuted, isWrittenOn, showsOnlyPart } from "./confidence.ts";
import type { Proposal } from "./proposals.ts";

export type ProposedPair = Pick<Proposal, "assetId" | "turn">;

/** What is kept of a look at the pixels of two photos; undefined measures: nothing lays the one on the other. */
export function comparisonOf(
  assetId: number,
  other: ProposedPair,
  measures: PairMeasures | undefined,
): Comparison {
  const pair = {
    firstId: Math.min(assetId, other.assetId),
    secondId: Math.max(assetId, other.assetId),
    version: comparisonVersion,
    isTurned: other.turn !== null,
  };
  if (!measures) {
    return {
      ...pair,
      confidence: 0,
      innerId: 0,
      isRefuted: false,
      isWritten: false,
      contents: null,
      measures: null,
    };
  }
  const innerId = measures.inner === "first" ? assetId : other.assetId;
  return {
    ...pair,
    confidence: confidenceOf(measures),
    innerId: showsOnlyPart(measures) ? innerId : 0,
    isRefuted: isRefuted(measures),
    isWritten: isWrittenOn(measures),
    contents: measures.contents?.verdict ?? null,
    measures: inOrderOfIds(measures, assetId < other.assetId),
  };
}

/** Kept with "first" for the lower id, whichever of the two was asked about. */
function inOrderOfIds(measures: PairMeasures, isInOrder: boolean): PairMeasures {
  if (isInOrder) return measures;
  const { map, ...others } = measures;
  const back = map && invert(map);
  return { ...others, inner: measures.inner === "first" ? "second" : "first", ...(back && { map: back }) };
}
