import { defaultRuleOrder, type OrderedRule, orderedRuleSchema } from "../../../contract/cleaning.ts";

/** Rules in the order they are asked, then those that are not. */
export interface RuleLine {
  rule: OrderedRule;
  isAsked: boolean;
}

const allRules = [...new Set([...defaultRuleOrder, ...orderedRuleSchema.options])];

export function ruleLines(order: readonly OrderedRule[]): RuleLine[] {
  const others = allRules.filter((rule) => !order.includes(rule));
  return [
    ...order.map((rule) => ({ rule, isAsked: true })),
    ...others.map((rule) => ({ rule, isAsked: false })),
  ];
}

/** The rule one place earlier or later; the same order where there is no such place. */
export function movedRule(order: readonly OrderedRule[], rule: OrderedRule, step: 1 | -1): OrderedRule[] {
  return moved(order, order.indexOf(rule), step);
}

/** A rule that was not asked is asked last; one that was is no longer. */
export function toggledRule(order: readonly OrderedRule[], rule: OrderedRule): OrderedRule[] {
  return order.includes(rule) ? order.filter((other) => other !== rule) : [...order, rule];
}

export function moved<Item>(items: readonly Item[], from: number, step: 1 | -1): Item[] {
  const to = from + step;
  const [item, other] = [items[from], items[to]];
  if (item === undefined || other === undefined) return [...items];
  return items.map((each, at) => (at === from ? other : at === to ? item : each));
}
