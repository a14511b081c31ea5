import type { CleanUpPreview, TakeOverRule } from "../../../contract/index.ts";
import { fieldWords } from "../words.ts";

/** What a person ticked or unticked, by `ruleKey`; what they left alone is as proposed. */
export type TakeOverChoices = ReadonlyMap<string, boolean>;

export function ruleKey({ field, where }: TakeOverRule): string {
  return `${field} ${where}`;
}

/** Proposed is what fills an empty field. Nothing replaces another unasked. */
export function isAccepted(rule: TakeOverRule, choices: TakeOverChoices): boolean {
  return choices.get(ruleKey(rule)) ?? rule.where === "empty";
}

/** Each kind of taking over that would happen at least once, with how often. */
export function offeredRules(
  inheritance: CleanUpPreview["inheritance"],
): { rule: TakeOverRule; photos: number }[] {
  return inheritance.flatMap(({ field, empty, different }) =>
    [
      { rule: { field, where: "empty" as const }, photos: empty },
      { rule: { field, where: "different" as const }, photos: different },
    ].filter(({ photos }) => photos > 0),
  );
}

/** Only what is shown and ticked. */
export function acceptedRules(
  inheritance: CleanUpPreview["inheritance"],
  choices: TakeOverChoices,
): TakeOverRule[] {
  return offeredRules(inheritance)
    .map(({ rule }) => rule)
    .filter((rule) => isAccepted(rule, choices));
}

/** What is said before it is done; "" for nothing. */
export function inheritWords(rules: readonly TakeOverRule[]): string {
  const filled = rules.filter(({ where }) => where === "empty").map(({ field }) => fieldWords[field]);
  const changed = rules.filter(({ where }) => where === "different");
  const replaced = changed.filter(({ field }) => field !== "keywords").map(({ field }) => fieldWords[field]);
  const parts = [
    filled.length > 0 && `where it has none: ${filled.join(", ")}`,
    replaced.length > 0 && `instead of its own: ${replaced.join(", ")}`,
    changed.length > replaced.length && "beside its own: keywords",
  ].filter(Boolean);
  if (parts.length === 0) return "";
  return `What stays takes over ${parts.join("; ")}. This is kept in the library; no file is written to.`;
}
