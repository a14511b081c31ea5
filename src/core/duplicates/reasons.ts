import type { ReviewedAsset } from "../catalog/duplicate-files.ts";
import type { PairMeasures } from "../imaging/comparison/compare.ts";
import { isFramed } from "./confidence.ts";
import { shotGapSeconds } from "./shots.ts";

/** How a copy differs from the one kept, in words. @param isInner the copy is the inner picture of the measures */
export function copyReason(
  copy: ReviewedAsset,
  kept: ReviewedAsset,
  measures: PairMeasures | undefined,
  isInner: boolean,
): string {
  const facts = [
    ...(measures ? pictureFacts(measures, isInner) : ["the same picture as another copy of it"]),
    sizeFact(copy, kept),
    copy.format === kept.format ? qualityFact(copy, kept) : `${copy.format} instead of ${kept.format}`,
    bytesFact(copy.sizeBytes, kept.sizeBytes),
  ];
  return facts.filter(Boolean).join(", ");
}

function pictureFacts(measures: PairMeasures, isInner: boolean): string[] {
  const { turn, shown, covered, degrees, overlay, differing, relit } = measures;
  const facts: string[] = [];
  if (turn?.isMirrored) facts.push("mirrored");
  if (turn && turn.quarters > 0) facts.push(`turned by ${turn.quarters * 90} degrees`);
  if (isFramed(measures)) facts.push(isInner ? "without the frame" : "in a frame");
  else if (shown < 0.93)
    facts.push(isInner ? `cut to ${Math.round(100 * shown)} % of the picture` : "shows more of the picture");
  if (covered < 0.97) facts.push(isInner ? "in a frame" : "without the frame");
  if (Math.abs(degrees) >= 0.5) facts.push(`straightened by ${Math.abs(degrees).toFixed(1)} degrees`);
  if (overlay > 0.5 && differing > 0.0005) facts.push("something is written on one of them");
  if (relit > 8) facts.push("light or colours changed");
  return facts.length === 0 ? ["the same picture"] : facts;
}

function sizeFact(copy: ReviewedAsset, kept: ReviewedAsset): string {
  const isSame =
    Math.abs(copy.width / kept.width - 1) < 0.01 && Math.abs(copy.height / kept.height - 1) < 0.01;
  return isSame ? "" : `${copy.width} x ${copy.height} against ${kept.width} x ${kept.height}`;
}

function qualityFact(copy: ReviewedAsset, kept: ReviewedAsset): string {
  if (copy.jpegQuality === null || kept.jpegQuality === null || copy.jpegQuality === kept.jpegQuality)
    return "";
  return `JPEG quality ${copy.jpegQuality} against ${kept.jpegQuality}`;
}

function bytesFact(copyBytes: number, keptBytes: number): string {
  const percent = Math.round(100 * (copyBytes / Math.max(1, keptBytes) - 1));
  if (percent === 0) return "";
  if (percent >= 200) return `${(1 + percent / 100).toFixed(1)} times as large`;
  return percent < 0 ? `${-percent} % smaller` : `${percent} % larger`;
}

export function momentReason(shot: ReviewedAsset, best: ReviewedAsset): string {
  const seconds = shotGapSeconds(shot, best);
  if (seconds === undefined || seconds === 0) return "taken in the same second";
  const isLater = (shot.takenAt ?? "") > (best.takenAt ?? "");
  const gap = seconds < 120 ? `${Math.round(seconds)} s` : `${Math.round(seconds / 60)} min`;
  return `taken ${gap} ${isLater ? "later" : "earlier"}`;
}
