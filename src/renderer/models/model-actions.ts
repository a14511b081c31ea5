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
}

/** What can be done with a model now, the thing that most want first. */
export function actionsFor(card: ModelCard): ModelAction[] {
  const { isInstalled, isInUse, isWanted, download, filling, trouble, origin, vectors } = card;
  const isIdle = !isInUse && !isWanted;
  const isPaused = filling?.state === "paused" || (isWanted && trouble !== null);
  const offers: (ModelAction | false)[] = [
    getOffer(card) ?? false,
    isInstalled && isIdle && { action: "use", label: "Use it" },
    isWanted && isPaused && { action: "resume", label: trouble ? "Try again" : "Resume" },
    isWanted && !isPaused && filling !== null && { action: "pause", label: "Pause" },
    (isWanted || download !== null) && { action: "cancel", label: "Cancel" },
    isInstalled && { action: "measure", label: "Measure its speed" },
    isInstalled && { action: "check", label: "Check its files" },
    isIdle && vectors > 0 && { action: "forget", label: "Delete its index…" },
    isInstalled && isIdle && origin !== "shipped" && { action: "remove", label: "Remove…" },
  ];
  return offers.filter((offer) => offer !== false);
}

/** Troubles that other files end; a full disk, say, is none of them. */
const endedByFiles: ReadonlySet<string> = new Set([
  "MODEL_CORRUPT",
  "MODEL_MISSING",
  "MODEL_DOWNLOAD_FAILED",
]);

type Fetched = Pick<ModelCard, "isInstalled" | "download" | "origin" | "trouble">;

/** Its files can be had, or had again. */
export function getOffer(card: Fetched): ModelAction | undefined {
  const { isInstalled, download, origin, trouble } = card;
  const isDamaged = trouble !== null && endedByFiles.has(trouble.code);
  if (download !== null || origin !== "published" || (isInstalled && !isDamaged)) return undefined;
  return { action: "get", label: getLabel(card) };
}

function getLabel({ isInstalled, trouble }: Fetched): string {
  if (isInstalled) return "Get it again";
  return trouble ? "Try again" : "Get it";
}
