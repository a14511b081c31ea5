import { IconArrowBackUp, IconHistory, IconMaximize, IconWand } from "@tabler/icons-react";
import { type DuplicateTier, duplicateTiers } from "../../contract/duplicates.ts";
import { type Action, defineHome, type Spot } from "../actions/action.ts";
import { listedRowMoves } from "../keys/row-moves.ts";
import { type DecisionContext, decisions } from "./decisions.ts";
import { tierWords } from "./words.ts";

/** The whole screen, whether there are groups or not. */
export interface DuplicatesContext {
  onTier(tier: DuplicateTier): void;
  onCleanUp(): void;
  onHistory(): void;
  onUndo(): void;
}

/** The group that is chosen. */
export interface GroupContext extends DecisionContext {
  onOpen(): void;
}

const shared = { title: "Duplicates", spots: ["duplicates"] as readonly Spot[] };

function showTier(at: 0 | 1 | 2): Action<DuplicatesContext> {
  const tier = duplicateTiers[at];
  return { name: tierWords[tier].name, keys: [String(at + 1)], run: ({ onTier }) => onTier(tier) };
}

export const groupHome = defineHome<GroupContext>()({
  ...shared,
  id: "group",
  actions: {
    open: {
      name: "Compare the copies of a group",
      keys: ["Enter", "Space"],
      icon: IconMaximize,
      run: ({ onOpen }) => onOpen(),
    },
    ...decisions,
  },
  moves: listedRowMoves("group"),
});

export const duplicatesHome = defineHome<DuplicatesContext>()({
  ...shared,
  id: "duplicates",
  actions: {
    undo: {
      name: "Undo the last step",
      keys: ["U", "Mod+Z"],
      icon: IconArrowBackUp,
      run: ({ onUndo }) => onUndo(),
    },
    identical: showTier(0),
    "same-picture": showTier(1),
    "same-moment": showTier(2),
    "clean-up": {
      name: "Clean up many groups by rules",
      keys: ["C"],
      icon: IconWand,
      run: ({ onCleanUp }) => onCleanUp(),
    },
    history: {
      name: "History: what was done, and the way back",
      keys: ["H"],
      icon: IconHistory,
      run: ({ onHistory }) => onHistory(),
    },
  },
});
