import {
  type CleanUpOutcome,
  type CleanUpPreview,
  type DuplicateGroup,
  type DuplicateTier,
  errorDefinitions,
  type InheritedField,
  type KeepRuleName,
  type Refusal,
  type Sensitivity,
  type Verdict,
} from "../../contract/index.ts";
import type { ErrorWords } from "../api/error-words.ts";
import { dateTimeOf } from "../words/dates.ts";
import { count, fileSize } from "../words/quantities.ts";
import type { Offer } from "./compare/take-overs.ts";

export const tierWords: Record<DuplicateTier, { name: string; what: string; none: string }> = {
  identical: {
    name: "Identical files",
    what: "The same bytes in several places.",
    none: "No file lies in two places",
  },
  "same-picture": {
    name: "Same picture",
    what: "One picture in several files: resized, converted, cut or edited. Other writing on the same form is no copy.",
    none: "No picture was found in two versions",
  },
  "same-moment": {
    name: "Same moment",
    what: "Different shots of one moment, for picking the best by hand. These are never cleaned up in bulk.",
    none: "No shots were taken in quick succession",
  },
};

export const sensitivityWords: Record<Sensitivity, { name: string; what: string }> = {
  strict: { name: "Strict", what: "Only what is beyond doubt" },
  balanced: { name: "Balanced", what: "What is the same picture, edited lightly or not" },
  loose: { name: "Loose", what: "Heavier edits too: look more closely" },
};

export const ruleWords: Record<KeepRuleName, { name: string; what: string }> = {
  "preferred-folder": { name: "In a preferred folder", what: "The folders below, the first of them first" },
  "original-over-edited": {
    name: "The original over an edited copy",
    what: "As the camera wrote it, not cut, framed or written on",
  },
  "raw-over-jpeg": { name: "RAW over JPEG", what: "The sensor’s own data" },
  "more-pixels": { name: "More pixels", what: "Width times height" },
  "whole-unit": { name: "With all its parts", what: "With its video, RAW file or sidecar beside it" },
  "less-compression": { name: "Less compression", what: "The higher JPEG quality" },
  "richer-metadata": { name: "Richer metadata", what: "With date, place and camera" },
  "earlier-date": { name: "The earlier date", what: "Taken first, or written first" },
  nearest: { name: "Nearest to all others", what: "Where no rule can tell: what was edited least" },
  "first-path": { name: "The shorter path", what: "Where no rule can tell" },
  chosen: { name: "Chosen by hand", what: "" },
};

export function groups(number: number): string {
  return `${count(number)} ${number === 1 ? "group" : "groups"}`;
}

export function files(number: number): string {
  return `${count(number)} ${number === 1 ? "file" : "files"}`;
}

export function decisions(number: number): string {
  return `${count(number)} ${number === 1 ? "decision" : "decisions"}`;
}

export function stacks(number: number): string {
  return `${count(number)} ${number === 1 ? "stack" : "stacks"}`;
}

/** "4 copies", "5 shots": how many pictures a group holds. */
export function membersOf({ tier, members }: Pick<DuplicateGroup, "tier" | "members">): string {
  return `${count(members.length)} ${tier === "same-moment" ? "shots" : "copies"}`;
}

/** "97 % sure", never "100 %" for what is less. */
export function sureness(confidence: number): string {
  return `${confidence >= 1 ? 100 : Math.min(99, Math.floor(confidence * 100))} % sure`;
}

/** The engine's reasons begin in lower case, to be put after a colon. */
export function sentence(text: string): string {
  return text === "" ? "" : `${text[0]?.toUpperCase()}${text.slice(1)}`.replaceAll(/(\d) x (\d)/g, "$1 × $2");
}

export const verdictWords: Record<Verdict["kind"], string> = {
  "keep-all": "All are kept",
  "not-duplicates": "Not duplicates of each other",
};

/** "It rests on identical files (12) and the same picture, at least 91 % sure (3)." */
export function tiersWords(byTier: CleanUpPreview["byTier"]): string {
  const parts = byTier.map(({ tier, files: number, leastConfidence }) => {
    if (tier === "identical") return `identical files (${count(number)})`;
    const what = tier === "same-picture" ? "the same picture" : "shots of the same moment";
    const least = leastConfidence < 1 ? "at least " : "";
    return `${what}, ${least}${sureness(leastConfidence)} (${count(number)})`;
  });
  return parts.length === 0 ? "" : `It rests on ${parts.join(" and ")}.`;
}

/** What a clean-up came to, in a sentence. */
export function outcomeWords({
  moved,
  bytes,
  inherited = 0,
}: Pick<CleanUpOutcome, "moved" | "bytes"> & { inherited?: number }): string {
  if (moved === 0) return "Nothing was moved";
  const taken = inherited === 0 ? "" : `; ${takenOver(inherited)}`;
  return `${files(moved)} moved to the trash, ${fileSize(bytes)} won${taken}`;
}

/** "2 facts taken over". */
export function takenOver(number: number): string {
  return `${count(number)} ${number === 1 ? "fact" : "facts"} taken over`;
}

export const fieldWords: Record<InheritedField["field"], string> = {
  takenAt: "date",
  location: "place",
  camera: "camera",
  rating: "rating",
  title: "title",
  description: "description",
  keywords: "keywords",
};

/** "The rating 4 of 5 stars of IMG_2.jpg", "The title Anna of 2 others instead of Sea". */
export function offerWords(
  { field, value, kept, from, having }: Offer,
  nameOf: (assetId: number) => string,
): string {
  const shown = field === "takenAt" ? dateTimeOf(value) : value;
  const whose = having === 1 ? `of ${nameOf(from)}` : `of ${having} others`;
  if (field === "keywords") return `The keywords ${shown} ${whose}${kept === null ? "" : ", beside its own"}`;
  const own = kept === null ? "" : `, instead of ${field === "takenAt" ? dateTimeOf(kept) : kept}`;
  return `The ${fieldWords[field]} ${shown} ${whose}${own}`;
}

/** "Lacks the date 3 May 2019, 14:22, which IMG_2.jpg has": what would go with the others. */
export function inheritedWords(
  { field, kept, offered }: InheritedField,
  nameOf: (assetId: number) => string,
): string {
  const [first] = offered;
  if (!first) return "";
  const value = field === "takenAt" ? dateTimeOf(first.value) : first.value;
  const having = offered.filter((offer) => offer.value === first.value).length;
  const who = having === 1 ? `${nameOf(first.assetId)} has` : `${having} others have`;
  return kept === null
    ? `Lacks the ${fieldWords[field]} ${value}, which ${who}`
    : `Other ${fieldWords[field]} than ${value}, which ${who}`;
}

/** "IMG_2.jpg stays: the file changed since it was indexed." */
export function refusalWords(refused: readonly Refusal[]): ErrorWords {
  return wordsOf(refused, { one: "stays", many: "stay" });
}

/** "IMG_2.jpg is not put back: the file is no longer in the trash." */
export function notPutBackWords(refused: readonly Refusal[]): ErrorWords {
  return wordsOf(refused, { one: "is not put back", many: "are not put back" });
}

function wordsOf(refused: readonly Refusal[], verb: { one: string; many: string }): ErrorWords {
  const [first] = refused;
  if (!first) return { code: "", message: "", remedy: "" };
  const { remedy } = errorDefinitions[first.code];
  const others = refused.length - 1;
  return {
    code: first.code,
    message: `${first.path} ${verb.one}: ${first.message}`,
    remedy:
      others === 0 ? remedy : `${remedy} ${files(others)} more ${others === 1 ? verb.one : verb.many}, too.`,
  };
}
