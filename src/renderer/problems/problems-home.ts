import {
  IconArrowBackUp,
  IconDownload,
  IconEyeOff,
  IconFolderSearch,
  IconRefresh,
  IconRestore,
} from "@tabler/icons-react";
import { defineHome, type Spot } from "../actions/action.ts";
import { listedRowMoves } from "../keys/row-moves.ts";

/** All files that are listed. */
export interface ProblemsContext {
  total: number;
  isIgnored: boolean;
  onRetryAll(): void;
  onIgnoreAll(): void;
  onListAllAgain(): void;
  onExport(): void;
  /** Takes back what was ignored last. */
  onUndo(): void;
}

export type ProblemAct = "retry" | "reveal" | "ignore";

/** One file. */
export interface ProblemContext {
  isIgnored: boolean;
  onAct(act: ProblemAct): void;
}

const shared = { title: "Problems", spots: ["problems"] as readonly Spot[] };
const isAny = ({ total }: ProblemsContext) => total > 0;

export const problemHome = defineHome<ProblemContext>()({
  ...shared,
  id: "problem",
  actions: {
    retry: {
      name: "Try the file again",
      label: () => "Try again",
      keys: ["R"],
      icon: IconRefresh,
      run: ({ onAct }) => onAct("retry"),
    },
    reveal: {
      name: "Show in folder",
      keys: ["F"],
      icon: IconFolderSearch,
      run: ({ onAct }) => onAct("reveal"),
    },
    ignore: {
      name: "Ignore until it changes, or list again",
      label: ({ isIgnored }) => (isIgnored ? "List again" : "Ignore until it changes"),
      keys: ["X"],
      icon: IconEyeOff,
      run: ({ onAct }) => onAct("ignore"),
    },
  },
  moves: listedRowMoves("file"),
});

export const problemsHome = defineHome<ProblemsContext>()({
  ...shared,
  id: "problems",
  actions: {
    undo: {
      name: "Undo ignoring",
      keys: ["Z", "Mod+Z"],
      icon: IconArrowBackUp,
      run: ({ onUndo }) => onUndo(),
    },
    "retry-all": {
      name: "Try all again",
      keys: ["Shift+R"],
      icon: IconRefresh,
      applies: (context) => isAny(context) && !context.isIgnored,
      run: ({ onRetryAll }) => onRetryAll(),
    },
    "ignore-all": {
      name: "Ignore all",
      keys: ["Shift+X"],
      icon: IconEyeOff,
      applies: (context) => isAny(context) && !context.isIgnored,
      run: ({ onIgnoreAll }) => onIgnoreAll(),
    },
    "list-all": {
      name: "List all again",
      keys: ["Shift+L"],
      icon: IconRestore,
      applies: (context) => isAny(context) && context.isIgnored,
      run: ({ onListAllAgain }) => onListAllAgain(),
    },
    export: {
      name: "Export CSV",
      keys: ["E"],
      icon: IconDownload,
      applies: isAny,
      run: ({ onExport }) => onExport(),
    },
  },
});
