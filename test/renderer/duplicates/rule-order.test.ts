import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { defaultRuleOrder, orderedRuleSchema } from "../../../src/contract/cleaning.ts";
import { movedRule, ruleLines, toggledRule } from "../../../src/renderer/duplicates/clean-up/rule-order.ts";

const anyOrder = fc.shuffledSubarray([...orderedRuleSchema.options]);
const anyRule = fc.constantFrom(...orderedRuleSchema.options);

describe("the order of the rules", () => {
  test("every rule has one line, asked ones first and in their order", () => {
    fc.assert(
      fc.property(anyOrder, (order) => {
        const lines = ruleLines(order);
        expect(lines.map(({ rule }) => rule).sort()).toEqual([...orderedRuleSchema.options].sort());
        expect(lines.filter(({ isAsked }) => isAsked).map(({ rule }) => rule)).toEqual(order);
        expect(lines.slice(order.length).every(({ isAsked }) => !isAsked)).toBe(true);
      }),
    );
  });

  test("a rule moved earlier and later again is where it was, and none is ever lost", () => {
    fc.assert(
      fc.property(anyOrder, anyRule, fc.constantFrom(1 as const, -1 as const), (order, rule, step) => {
        const moved = movedRule(order, rule, step);
        expect([...moved].sort()).toEqual([...order].sort());
        if (moved.join() !== order.join()) expect(movedRule(moved, rule, step === 1 ? -1 : 1)).toEqual(order);
      }),
    );
  });

  test("the first rule stays the first when it is moved earlier", () => {
    expect(movedRule(defaultRuleOrder, "preferred-folder", -1)).toEqual(defaultRuleOrder);
    expect(movedRule(defaultRuleOrder, "preferred-folder", 1)[1]).toBe("preferred-folder");
  });

  test("a rule that is asked for is asked last", () => {
    expect(toggledRule(defaultRuleOrder, "raw-over-jpeg").at(-1)).toBe("raw-over-jpeg");
    expect(toggledRule(defaultRuleOrder, "more-pixels")).not.toContain("more-pixels");
  });
});
