import type { Rules } from "../../../contract/cleaning.ts";

/** Less sure than this, the same picture is looked at one by one. */
export const carefulConfidence = 0.9;

/** Where every clean-up starts, whatever the last one was about: identical files, which are beyond doubt. */
export function carefulRules(rules: Rules): Rules {
  return { ...rules, tiers: ["identical"], minConfidence: Math.max(carefulConfidence, rules.minConfidence) };
}

const tiers = ["identical", "same-picture"] as const;

/** The tier comes or goes; the same pictures come with care. */
export function toggledTier(rules: Rules, tier: (typeof tiers)[number]): Rules {
  const isComing = !rules.tiers.includes(tier);
  const changed = {
    ...rules,
    tiers: tiers.filter((each) => (each === tier ? isComing : rules.tiers.includes(each))),
  };
  if (!isComing || tier === "identical") return changed;
  return { ...changed, minConfidence: Math.max(carefulConfidence, rules.minConfidence) };
}
