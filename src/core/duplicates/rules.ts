import type { KeepRuleName, OrderedRule, Rules } from "../../contract/cleaning.ts";
import type { ReviewedAsset, ReviewedFile } from "../catalog/duplicate-files.ts";
import { isInside } from "../files/path-inside.ts";
import { type Unit, unitWords, weightOf } from "./units.ts";

/** One that could be kept: a content with the file that stands for it. */
export interface Candidate {
  asset: ReviewedAsset;
  file: ReviewedFile;
  /** Shows only a part of another one of the group, or has something written on it: was made from it. */
  isDerived: boolean;
  unit: Unit;
  /** Another program's: kept only where there is no other. */
  isOthers: boolean;
}

export interface Decision {
  kept: Candidate;
  rule: KeepRuleName;
  /** In words. */
  reason: string;
}

type Rule = (candidate: Candidate, rules: Rules) => number;

/** Programs that change pictures; a camera writes its firmware's name into the same field. */
const editors =
  /photo|gimp|edit|lightroom|snapseed|paint|capture one|darktable|rawtherapee|affinity|pixelmator|picasa|acdsee|luminar|vsco|instagram|facebook|whatsapp|krita|imagemagick|xnview|irfanview|canva/i;

/** What is asked: the rules of a person, and whether a copy is whole. */
type Asked = OrderedRule | "whole-unit";

/** What goes before it: wholeness is no reason to keep a smaller or an edited picture. */
const askedBeforeWholeness: ReadonlySet<OrderedRule> = new Set([
  "preferred-folder",
  "original-over-edited",
  "raw-over-jpeg",
  "more-pixels",
]);

function askedOf({ order }: Rules): Asked[] {
  const at = order.findIndex((rule) => !askedBeforeWholeness.has(rule));
  const before = at === -1 ? order : order.slice(0, at);
  return [...before, "whole-unit", ...order.slice(before.length)];
}

/** What each rule measures; more is better. Values that differ by less than `tolerances` says are equal. */
const measures: Record<Asked, Rule> = {
  "preferred-folder": ({ file }, { preferredFolders }) => {
    const place = preferredFolders.findIndex((folder) => isInside(file.path, folder));
    return place === -1 ? -preferredFolders.length : -place;
  },
  "original-over-edited": ({ asset, isDerived }) => {
    const isEdited = isDerived || (asset.software !== null && editors.test(asset.software));
    return isEdited ? 0 : asset.takenAtSource === "exif" ? 2 : 1;
  },
  "raw-over-jpeg": ({ asset }) => (asset.format === "raw" ? 1 : 0),
  "more-pixels": ({ asset }) => asset.width * asset.height,
  "whole-unit": ({ unit }) => weightOf(unit),
  "less-compression": ({ asset }) => asset.jpegQuality ?? 0,
  "richer-metadata": ({ asset }) =>
    Object.keys(asset.camera).length +
    (asset.latitude === null ? 0 : 2) +
    (asset.takenAtSource === "exif" ? 2 : 0),
  "earlier-date": ({ asset, file }) =>
    -(asset.takenAtSource === "exif" && asset.takenAt !== null ? Date.parse(asset.takenAt) : file.modifiedAt),
};

/** So little says nothing: rounding when resizing, an estimate of the quality. */
const tolerances: Partial<Record<Asked, (best: number) => number>> = {
  "more-pixels": (best) => 0.02 * best,
  "less-compression": () => 2,
};

/** Quality is comparable between JPEGs only. */
function canJudge(rule: Asked, candidates: readonly Candidate[]): boolean {
  return rule !== "less-compression" || candidates.every(({ asset }) => asset.jpegQuality !== null);
}

/**
 * Asks the rules in their order; each leaves those it finds best to the next. Where none could tell, the one that is
 * nearest to all the others stays, and of equally near ones the first by path.
 * @param farnessOf 0 to 1, by how much one differs from all the others on the whole
 */
export function chooseKept(
  candidates: readonly Candidate[],
  rules: Rules,
  farnessOf: (candidate: Candidate) => number = () => 0,
): Decision {
  const own = candidates.filter(({ isOthers }) => !isOthers);
  let left = own.length === 0 ? [...candidates] : own;
  const asked = askedOf(rules);
  for (const rule of asked) {
    if (!canJudge(rule, left)) continue;
    const values = new Map(left.map((candidate) => [candidate, measures[rule](candidate, rules)]));
    const best = Math.max(...values.values());
    const tolerance = tolerances[rule]?.(best) ?? 0;
    const kept = left.filter((candidate) => (values.get(candidate) ?? 0) >= best - tolerance);
    if (kept.length === left.length) continue;
    const lost = left.find((candidate) => !kept.includes(candidate));
    if (kept.length === 1 && kept[0] && lost)
      return { kept: kept[0], rule, reason: words(rule, kept[0], lost) };
    left = kept;
    if (rule === asked.at(-1) && left[0] && lost) {
      const first = firstByPath(nearest(left, farnessOf));
      return { kept: first, rule, reason: words(rule, first, lost) };
    }
  }
  const near = nearest(left, farnessOf);
  if (near.length < left.length) {
    return { kept: firstByPath(near), rule: "nearest", reason: "nearest to all the others" };
  }
  return {
    kept: firstByPath(left),
    rule: "first-path",
    reason:
      left.length === 1 && left.length < candidates.length
        ? "the others belong to other programs"
        : "alike in all that the rules ask; the first by path",
  };
}

/** So much more farness is compression; a light edit is three times that. */
const farnessTolerance = 0.01;

function nearest(
  candidates: readonly Candidate[],
  farnessOf: (candidate: Candidate) => number,
): readonly Candidate[] {
  const farness = new Map(candidates.map((candidate) => [candidate, farnessOf(candidate)]));
  const least = Math.min(...farness.values());
  return candidates.filter((candidate) => (farness.get(candidate) ?? 0) <= least + farnessTolerance);
}

function firstByPath(candidates: readonly Candidate[]): Candidate {
  const sorted = [...candidates].sort(
    (left, right) =>
      left.file.path.length - right.file.path.length || (left.file.path < right.file.path ? -1 : 1),
  );
  return sorted[0] as Candidate;
}

function words(rule: Asked, kept: Candidate, other: Candidate): string {
  const size = ({ asset }: Candidate) => `${asset.width} x ${asset.height}`;
  switch (rule) {
    case "preferred-folder":
      return "lies in a preferred folder";
    case "original-over-edited":
      return other.asset.software
        ? `the original; another was written by ${other.asset.software}`
        : "the original";
    case "raw-over-jpeg":
      return "the sensor's own data";
    case "more-pixels":
      return `more pixels: ${size(kept)} against ${size(other)}`;
    case "whole-unit":
      return `with ${unitWords(kept.unit)}`;
    case "less-compression":
      return `less compression: JPEG quality ${kept.asset.jpegQuality} against ${other.asset.jpegQuality}`;
    case "richer-metadata":
      return "richer metadata";
    case "earlier-date":
      return "the earlier date";
  }
}
