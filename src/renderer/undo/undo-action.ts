import { IconArrowBackUp } from "@tabler/icons-react";
import type { Action } from "../actions/action.ts";

/** The same key wherever photos or collections are. */
export const undoAction: Action<{ onUndo(): void }> = {
  name: "Undo what was done last",
  keys: ["Mod+Z"],
  icon: IconArrowBackUp,
  run: ({ onUndo }) => onUndo(),
};
