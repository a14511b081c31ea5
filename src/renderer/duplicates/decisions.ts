import { IconChecks, IconCrown, IconEqualNot, IconPlayerSkipForward } from "@tabler/icons-react";
import type { Action } from "../actions/action.ts";

/** What can be decided about a group, in the list and while its copies are compared. */
export interface DecisionContext {
  onBest(): void;
  onKeepAll(): void;
  onNotDuplicates(): void;
  onSkip(): void;
}

export const decisions = {
  best: {
    name: "Keep the best, the others to the trash",
    keys: ["B"],
    icon: IconCrown,
    run: ({ onBest }) => onBest(),
  },
  "keep-all": { name: "Keep all", keys: ["A"], icon: IconChecks, run: ({ onKeepAll }) => onKeepAll() },
  "not-duplicates": {
    name: "Not duplicates",
    keys: ["N"],
    icon: IconEqualNot,
    run: ({ onNotDuplicates }) => onNotDuplicates(),
  },
  skip: {
    name: "Skip: decide later",
    keys: ["S"],
    icon: IconPlayerSkipForward,
    run: ({ onSkip }) => onSkip(),
  },
} satisfies Record<string, Action<DecisionContext>>;
