import type { CaptionerCard } from "../../../contract/index.ts";
import { getOffer, type ModelAction } from "../../models/model-actions.ts";

/** What can be done with one that writes captions now, the thing that most want first. */
export function offersFor(card: CaptionerCard): ModelAction[] {
  const { isInstalled, isInUse, download, origin } = card;
  const offers: (ModelAction | false)[] = [
    getOffer(card) ?? false,
    isInstalled && !isInUse && { action: "use", label: "Use it" },
    download !== null && { action: "cancel", label: "Cancel" },
    isInstalled && { action: "check", label: "Check its files" },
    isInstalled && !isInUse && origin !== "shipped" && { action: "remove", label: "Remove…" },
  ];
  return offers.filter((offer) => offer !== false);
}
