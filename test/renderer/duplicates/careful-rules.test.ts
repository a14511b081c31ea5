import { describe, expect, test } from "vitest";
import { rulesSchema } from "../../../src/contract/cleaning.ts";
import { carefulRules, toggledTier } from "../../../src/renderer/duplicates/clean-up/careful-rules.ts";

const reckless = rulesSchema.parse({ tiers: ["identical", "same-picture"], minConfidence: 0 });

describe("where a clean-up by rules starts", () => {
  test("with identical files only, whatever was chosen the last time", () => {
    const rules = carefulRules({ ...reckless, protectedFolders: ["/safe"] });
    expect(rules).toMatchObject({ tiers: ["identical"], minConfidence: 0.9, protectedFolders: ["/safe"] });
    expect(carefulRules({ ...reckless, minConfidence: 0.99 }).minConfidence).toBe(0.99);
  });

  test("and the same pictures come in with at least 0.9", () => {
    const rules = toggledTier({ ...reckless, tiers: ["identical"] }, "same-picture");
    expect(rules).toMatchObject({ tiers: ["identical", "same-picture"], minConfidence: 0.9 });
    // What a person lowers then is theirs to lower.
    expect(toggledTier({ ...rules, minConfidence: 0.8 }, "identical")).toMatchObject({
      tiers: ["same-picture"],
      minConfidence: 0.8,
    });
  });
});
