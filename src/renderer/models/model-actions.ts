import type { ModelCard } from "../../contract/index.ts";

export type ModelActionName =
  | "get"
  | "use"
  | "pause"
  | "resume"
  | "cancel"
  | "measure"
  | "check"
  | "forget"
  | "remove";

export interface ModelAction {
  action: ModelActionName;
  /** On its button or in its menu. */
  label: string;
  /** As it is shown. */
  keys: string;
}

/** What can be done with a model now, the thing that most want first. Buttons, menu and keys all read it. */
export function actionsFor(card: ModelCard): ModelAction[] {
  const { isInstalled, isInUse, isWanted, download, filling, trouble, origin, vectors } = card;
  const isIdle = !isInUse && !isWanted;
  const isPaused = filling?.state === "paused" || (isWanted && trouble !== null);
  const offers: (ModelAction | false)[] = [
    canBeFetched(card) && { action: "get", label: getLabel(card), keys: "Enter" },
    isInstalled && isIdle && { action: "use", label: "Use it", keys: "Enter" },
    isWanted && isPaused && { action: "resume", label: trouble ? "Try again" : "Resume", keys: "Space" },
    isWanted && !isPaused && filling !== null && { action: "pause", label: "Pause", keys: "Space" },
    (isWanted || download !== null) && { action: "cancel", label: "Cancel", keys: "X" },
    isInstalled && { action: "measure", label: "Measure its speed", keys: "T" },
    isInstalled && { action: "check", label: "Check its files", keys: "V" },
    isIdle && vectors > 0 && { action: "forget", label: "Delete its index…", keys: "Shift Delete" },
    isInstalled && isIdle && origin !== "shipped" && { action: "remove", label: "Remove…", keys: "Delete" },
  ];
  return offers.filter((offer) => offer !== false);
}

/** Troubles that other files end; a full disk, say, is none of them. */
const endedByFiles: ReadonlySet<string> = new Set([
  "MODEL_CORRUPT",
  "MODEL_MISSING",
  "MODEL_DOWNLOAD_FAILED",
]);

function canBeFetched({ isInstalled, download, origin, trouble }: ModelCard): boolean {
  const isDamaged = trouble !== null && endedByFiles.has(trouble.code);
  return download === null && origin === "published" && (!isInstalled || isDamaged);
}

function getLabel({ isInstalled, trouble }: ModelCard): string {
  if (isInstalled) return "Get it again";
  return trouble ? "Try again" : "Get it";
}

const byKey: Record<string, readonly ModelActionName[]> = {
  Enter: ["get", "use"],
  " ": ["pause", "resume"],
  x: ["cancel"],
  t: ["measure"],
  v: ["check"],
  Delete: ["remove"],
  "Shift Delete": ["forget"],
};

/** What a key does with a model now. */
export function actionOfKey(key: string, isShift: boolean, card: ModelCard): ModelActionName | undefined {
  const names = byKey[key === "Delete" && isShift ? "Shift Delete" : key] ?? [];
  return actionsFor(card).find(({ action }) => names.includes(action))?.action;
}
